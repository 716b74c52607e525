import { describe, expect, test } from "vitest";
import { clientAddress, trustForwarded } from "@/lib/http/forwarded.ts";

describe("the client's address", () => {
  test("is the socket's when no proxy is trusted, whatever the client claims", () => {
    expect(clientAddress({ "x-forwarded-for": "203.0.113.9" }, "198.51.100.7", 0)).toBe("198.51.100.7");
  });

  test("is the one that the nearest trusted proxy saw, not one that the client put before it", () => {
    const headers = { "x-forwarded-for": "6.6.6.6, 203.0.113.9" };
    expect(clientAddress(headers, "127.0.0.1", 1)).toBe("203.0.113.9");
  });

  test("is counted from the right with two trusted proxies", () => {
    const headers = { "x-forwarded-for": "6.6.6.6, 203.0.113.9, 10.0.0.2" };
    expect(clientAddress(headers, "127.0.0.1", 2)).toBe("203.0.113.9");
  });

  test("is read across repeated headers as if they were one", () => {
    expect(clientAddress({ "x-forwarded-for": ["6.6.6.6", "203.0.113.9"] }, "127.0.0.1", 1)).toBe("203.0.113.9");
  });

  test.each([
    ["nothing", undefined],
    ["no address", "unknown"],
    ["a script", "<script>"],
    ["an empty text", ""],
  ])("falls back to the socket's when the proxy says %s", (_, value) => {
    expect(clientAddress({ "x-forwarded-for": value }, "198.51.100.7", 1)).toBe("198.51.100.7");
  });

  test("falls back to the socket's when fewer proxies spoke than are trusted", () => {
    expect(clientAddress({ "x-forwarded-for": "6.6.6.6" }, "198.51.100.7", 2)).toBe("198.51.100.7");
  });

  test.each([
    ["::ffff:203.0.113.9", "203.0.113.9"],
    ["203.0.113.9:4711", "203.0.113.9"],
    ["[2001:DB8::1]:4711", "2001:db8::1"],
    ["fe80::1%eth0", "fe80::1"],
  ])("reads %s as %s, so that one client is one address", (written, plain) => {
    expect(clientAddress({ "x-forwarded-for": written }, "127.0.0.1", 1)).toBe(plain);
  });
});

describe("forwarding headers", () => {
  const sent = () => ({
    host: "chat.test",
    forwarded: "for=6.6.6.6",
    "x-real-ip": "6.6.6.6",
    "x-forwarded-for": "6.6.6.6",
    "x-forwarded-host": "evil.test",
    "x-forwarded-proto": "https",
    "x-forwarded-port": "1",
  });

  test("from a client without a trusted proxy are all dropped, but for the address that the server saw", () => {
    const headers = sent();
    trustForwarded(headers, "198.51.100.7", 0);
    expect(headers).toEqual({ host: "chat.test", "x-forwarded-for": "198.51.100.7" });
  });

  test("from a trusted proxy keep host and scheme, and name one address", () => {
    const headers = sent();
    trustForwarded(headers, "203.0.113.9", 1);
    expect(headers).toMatchObject({ "x-forwarded-host": "evil.test", "x-forwarded-for": "203.0.113.9" });
  });
});
