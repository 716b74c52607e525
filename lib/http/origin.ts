/**
 * Whether a page of `origin` may open a live connection to `host`. No Origin means a program, which no browser lends
 * its cookies; anything else must be this very address, compared exactly (docs/reliability.md L6).
 */
export function isOriginAllowed(origin: string | undefined, host: string | undefined, appUrl?: URL): boolean {
  if (origin === undefined) return true;
  if (appUrl && origin === appUrl.origin) return true;
  if (!host || !URL.canParse(origin)) return false;
  const url = new URL(origin);
  const isWeb = url.protocol === "http:" || url.protocol === "https:";
  return isWeb && url.origin === origin && url.host === host.toLowerCase();
}
