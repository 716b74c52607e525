/**
 * Whether a page of `origin` may open a live connection to `host`. A request without Origin is from a program, to which
 * no browser lends its cookies; any Origin must be exactly this server's (docs/reliability.md L6).
 */
export function isOriginAllowed(origin: string | undefined, host: string | undefined, appUrl?: URL): boolean {
  if (origin === undefined) return true;
  if (appUrl && origin === appUrl.origin) return true;
  if (!host || !URL.canParse(origin)) return false;
  const url = new URL(origin);
  const isWeb = url.protocol === "http:" || url.protocol === "https:";
  return isWeb && url.origin === origin && url.host === host.toLowerCase();
}
