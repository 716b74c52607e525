import { describe, expect, test } from "vitest";
import { canonicalAddress, networkOf } from "@/lib/http/network.ts";

describe("whom a limit counts by", () => {
  test.each([
    ["2001:db8:1:2::1", "2001:db8:1:2::/64"],
    ["2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002:0000:0000:0000:0001", "2001:db8:1:2::/64"],
    ["2001:db8:1:3::1", "2001:db8:1:3::/64"],
    ["2001:db8::", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1:2:3", "fe80:0:0:0::/64"],
  ])("of %s is %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test.each([
    "203.0.113.9",
    "::ffff:203.0.113.9",
    "::FFFF:cb00:7109",
    "0:0:0:0:0:ffff:203.0.113.9",
    "0000:0000:0000:0000:0000:ffff:cb00:7109",
    "64:ff9b::203.0.113.9",
    "64:ff9b::cb00:7109",
  ])("of %s is the IPv4 address in it", (address) => {
    expect(networkOf(address)).toBe("203.0.113.9");
    expect(canonicalAddress(address)).toBe("203.0.113.9");
  });

  test("of a person, or of nobody, is what was given", () => {
    for (const who of ["clx3k2", "unknown", "", "::ffff:999.0.0.1", "203.0.113.9.4"]) expect(networkOf(who)).toBe(who);
  });

  test("is one for all of the 60 addresses that mallory takes from her own network", () => {
    const addresses = Array.from({ length: 60 }, (_, n) => `2001:db8:a:b:${n}:${n * 7}::${(n * 977).toString(16)}`);
    expect(new Set(addresses.map(networkOf)).size).toBe(1);
  });
});
