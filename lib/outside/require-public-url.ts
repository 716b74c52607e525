import "server-only";
import { isIP } from "node:net";
import { getConfig } from "../config.ts";
import { isPublicAddress } from "./public-address.ts";
import { OutsideRefusal } from "./refusal.ts";

/**
 * Checks what can be seen of an address without asking a name server: https, the usual port, no password, and no host that is
 * not public by its very name. Throws OutsideRefusal.
 */
export function requirePublicUrl(url: URL): void {
  if (isTestOrigin(url)) return;
  if (url.protocol !== "https:") throw new OutsideRefusal("Its address is not https.");
  if (url.username !== "" || url.password !== "") throw new OutsideRefusal("Its address has a password in it.");
  if (url.port !== "") throw new OutsideRefusal("Its address has a port of its own.");
  // The URL has written each form of an IPv4 address, such as 0x7f.1, with four decimal numbers.
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isPublic = isIP(host) > 0 ? isPublicAddress(host) : /[^.]\.[^.]/.test(host);
  if (!isPublic) throw new OutsideRefusal("Its host is not on the public internet.");
}

/** Whether the address is that of the stand-in for outside servers, which only tests have. */
export function isTestOrigin(url: URL): boolean {
  return url.origin === getConfig().outsideTestOrigin;
}
