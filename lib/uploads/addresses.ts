/**
 * What our own upload addresses are signed under. Browsers get them under whatever name they know this server by (a
 * proxy, another port, a phone on the same network), so the signature cannot cover that name.
 */
export const INGEST_BASE = "http://ingest.invalid/api/uploads";

/** An upload address of ours, as the browser at `origin` reaches it; another one stays what it is. */
export function reachable(address: string, origin: string): string {
  const own = new URL(INGEST_BASE).origin;
  return address.startsWith(`${own}/`) ? origin + address.slice(own.length) : address;
}
