const YEAR_SECONDS = 365 * 24 * 60 * 60;
/** What a browser takes from this very host only, over https, and lets no other host set (ASVS 3.3.3). */
const HOST_PREFIX = "__Host-";

/** Keeps a choice of this browser's in a cookie, so that the server draws the next first paint by it. */
export function savePreference(name: string, value: string): void {
  const [prefix, secure] = location.protocol === "https:" ? [HOST_PREFIX, "; secure"] : ["", ""];
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari and on plain http.
  document.cookie = `${prefix}${name}=${value}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`;
}

/** The choice in a request's cookies; undefined without one. */
export function readPreference(
  jar: { get(name: string): { value: string } | undefined },
  name: string,
): string | undefined {
  return (jar.get(HOST_PREFIX + name) ?? jar.get(name))?.value;
}
