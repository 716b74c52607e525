import type { RequestHeaders } from "./api-request.ts";

/**
 * Whether a request that changes something comes from our own pages (OWASP's CSRF sheet; ASVS 3.5.1): by
 * `Sec-Fetch-Site` where the browser sends it, else by an `Origin` equal to the public one. A request without both is
 * not from a current browser, so it passes only without a cookie (`ambient` false).
 */
export function isSameOrigin(headers: RequestHeaders, appUrl: URL | undefined, ambient: boolean): boolean {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  if (origin !== null) return origin === (appUrl?.origin ?? ownOrigin(headers));
  return !ambient;
}

/** Returns the origin to which the request was sent, for servers without APP_URL. */
export function ownOrigin(headers: RequestHeaders): string {
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  const scheme = headers.get("x-forwarded-proto") ?? "http";
  return `${scheme}://${host}`;
}
