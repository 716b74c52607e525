/**
 * The base of the URLs that are signed for uploads to this server. Browsers reach the server by several names (a proxy,
 * another port, a phone on the same network), so the signature covers this name instead of the real one.
 */
export const INGEST_BASE = "http://ingest.invalid/api/uploads";

/**
 * Replaces the signed base of an upload URL by `origin`, at which the browser reaches this server. Other URLs stay as
 * they are.
 */
export function toReachableUrl(address: string, origin: string): string {
  const own = new URL(INGEST_BASE).origin;
  return address.startsWith(`${own}/`) ? origin + address.slice(own.length) : address;
}
