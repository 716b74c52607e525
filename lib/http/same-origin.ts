/**
 * Whether a request that changes something comes from our own pages (OWASP's CSRF sheet; ASVS 3.5.1): by
 * `Sec-Fetch-Site` where the browser sends it, else by an `Origin` equal to the public one. Without either it is no
 * browser of today, so it passes only when no cookie speaks for it (`ambient` false).
 */
export function isSameOrigin(headers: Headers, appUrl: URL | undefined, ambient: boolean): boolean {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  if (origin !== null) return origin === (appUrl?.origin ?? ownOrigin(headers));
  return !ambient;
}

/** The origin that the request was sent to, for installations that have no APP_URL. */
export function ownOrigin(headers: Headers): string {
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  const scheme = headers.get("x-forwarded-proto") ?? "http";
  return `${scheme}://${host}`;
}
