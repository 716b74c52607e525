import { describe, expect, test } from "vitest";
import { isOriginAllowed } from "@/lib/http/origin.ts";

const APP = new URL("https://chat.test");

describe("a live connection", () => {
  test("is open to programs, which send no Origin", () => {
    expect(isOriginAllowed(undefined, "chat.test", APP)).toBe(true);
  });

  test("is open to pages of the address that it goes to", () => {
    expect(isOriginAllowed("http://192.0.2.4:3000", "192.0.2.4:3000")).toBe(true);
    expect(isOriginAllowed("https://chat.test", "chat.test")).toBe(true);
  });

  test("is open to pages of the public address, whatever host the proxy asks for", () => {
    expect(isOriginAllowed("https://chat.test", "127.0.0.1:3000", APP)).toBe(true);
  });

  test.each([
    "null",
    "",
    "https://evil.test",
    "https://chat.test.evil.test",
    "https://evilchat.test",
    "https://chat.test:8443",
    "https://chat.test@evil.test",
    "https://chat.test/",
    "https://CHAT.test",
    "file://chat.test",
    "chrome-extension://chat.test",
    "https://",
  ])("is refused to a page of %j", (origin) => {
    expect(isOriginAllowed("https://chat.test", "chat.test", APP)).toBe(true);
    expect(isOriginAllowed(origin, "chat.test", APP)).toBe(false);
  });

  test("is refused to a page when the request names no host", () => {
    expect(isOriginAllowed("https://evil.test", undefined)).toBe(false);
  });
});
