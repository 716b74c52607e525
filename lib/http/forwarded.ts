import { isIP } from "node:net";
import { canonicalAddress } from "./network.ts";

type Headers = Record<string, string | string[] | undefined>;

/** The headers by which a proxy describes the client. Without a proxy, the client could forge them. */
const PROXY_HEADERS = ["x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "forwarded", "x-real-ip"];

/**
 * Returns the client's address in X-Forwarded-For, which the client cannot choose: the `trustProxy`-th from the right,
 * because each proxy appends the address that it saw (docs/security.md A5). Without a proxy that is trusted, and where
 * fewer have spoken, there is none.
 */
export function forwardedAddress(header: string | null, trustProxy: number): string | undefined {
  return trustProxy === 0 ? undefined : (header ?? "").split(",").map(plainAddress).at(-trustProxy);
}

/** Returns the client's address for limits and logs: `forwardedAddress`, else that of the socket. */
export function clientAddress(headers: Headers, socketAddress: string | undefined, trustProxy: number): string {
  const header = [headers["x-forwarded-for"] ?? []].flat().join(",");
  return forwardedAddress(header, trustProxy) ?? plainAddress(socketAddress ?? "") ?? "0.0.0.0";
}

/** Removes from `headers`, in place, what neither this server nor a trusted proxy has set. */
export function trustForwarded(headers: Headers, address: string, trustProxy: number): void {
  if (trustProxy === 0) for (const name of PROXY_HEADERS) delete headers[name];
  headers["x-forwarded-for"] = address;
}

/** Returns an IP address without port, brackets or zone, in its canonical form; undefined for anything else. */
function plainAddress(text: string): string | undefined {
  const bare = text
    .trim()
    .replace(/^\[([^\]]+)\](:\d+)?$/, "$1")
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1")
    .replace(/%.*$/, "");
  return isIP(bare) ? canonicalAddress(bare) : undefined;
}
