import { isIPv4, isIPv6 } from "node:net";

/**
 * The first six groups of IPv6 addresses that contain an IPv4 address: mapped (RFC 4291, 2.5.5.2) and NAT64 (RFC 6052,
 * 2.1).
 */
const CONTAIN_IPV4 = new Set(["0:0:0:0:0:ffff", "64:ff9b:0:0:0:0"]);

/**
 * Returns the network for which limits count an address: an IPv4 address itself, also inside IPv6, and the /64 of an
 * IPv6 address, because one connection gets a /64 and each device in it can change its address at will. Other texts are
 * returned unchanged.
 */
export function networkOf(address: string): string {
  const usual = canonicalAddress(address);
  return isIPv6(usual) ? `${groupsOf(usual).slice(0, 4).join(":")}::/64` : usual;
}

/**
 * Returns an IP address in one spelling, and an IPv4 address inside IPv6 as IPv4. Other texts are returned unchanged.
 */
export function canonicalAddress(address: string): string {
  if (!isIPv6(address)) return address;
  const groups = groupsOf(address);
  if (CONTAIN_IPV4.has(groups.slice(0, 6).join(":"))) return ipv4Of(groups[6] ?? "0", groups[7] ?? "0");
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}

/** Returns the eight groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] {
  const [head = "", tail] = withoutDots(address.toLowerCase()).split("::");
  const [left, right] = [head, tail ?? ""].map((part) => (part === "" ? [] : part.split(":"))) as [string[], string[]];
  const missing = tail === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array<string>(missing).fill("0"), ...right].map((group) => group.replace(/^0+(?=.)/, ""));
}

/** Rewrites `::ffff:192.0.2.1` as `::ffff:c000:201`. */
function withoutDots(address: string): string {
  const [, front, last] = /^(.*:)([\d.]+)$/.exec(address) ?? [];
  if (!last || !isIPv4(last)) return address;
  const [a = 0, b = 0, c = 0, d = 0] = last.split(".").map(Number);
  return `${front}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

function ipv4Of(high: string, low: string): string {
  const [left, right] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [left >> 8, left & 255, right >> 8, right & 255].join(".");
}
