import { isIP } from "node:net";
import { usualForm } from "../network.ts";

type Headers = Record<string, string | string[] | undefined>;

/** Headers by which a proxy tells of the client, and a client without a proxy can lie. */
const TOLD_BY_A_PROXY = ["x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "forwarded", "x-real-ip"];

/**
 * The address that limits and logs count by, which the client cannot choose: with no proxy the socket's, else the
 * `trustProxy`-th from the right of X-Forwarded-For, because each proxy appends whom it saw (docs/security.md A5).
 */
export function clientAddress(headers: Headers, socketAddress: string | undefined, trustProxy: number): string {
  const own = plainAddress(socketAddress ?? "") ?? "0.0.0.0";
  if (trustProxy === 0) return own;
  const seen = [headers["x-forwarded-for"] ?? []].flat().join(",").split(",").map(plainAddress);
  return seen.at(-trustProxy) ?? own;
}

/** Leaves in `headers` only what the server itself knows, or what trusted proxies said. Changes them in place. */
export function trustForwarded(headers: Headers, address: string, trustProxy: number): void {
  if (trustProxy === 0) for (const name of TOLD_BY_A_PROXY) delete headers[name];
  headers["x-forwarded-for"] = address;
}

/** An IP address without port, brackets or zone, in its usual form; undefined for anything else. */
function plainAddress(text: string): string | undefined {
  const bare = text
    .trim()
    .replace(/^\[([^\]]+)\](:\d+)?$/, "$1")
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1")
    .replace(/%.*$/, "");
  return isIP(bare) ? usualForm(bare) : undefined;
}
