const YEAR_SECONDS = 365 * 24 * 60 * 60;
/** A cookie with this prefix is accepted over https only, and no other host can set it (ASVS 3.3.3). */
const HOST_PREFIX = "__Host-";

/** Stores a preference of this browser in a cookie, so that the server's next first paint follows it. */
export function savePreference(name: string, value: string): void {
  const [prefix, secure] = location.protocol === "https:" ? [HOST_PREFIX, "; secure"] : ["", ""];
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari and on plain http.
  document.cookie = `${prefix}${name}=${value}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`;
}

/** The preference in a request's cookies, or undefined. */
export function readPreference(
  jar: { get(name: string): { value: string } | undefined },
  name: string,
): string | undefined {
  return (jar.get(HOST_PREFIX + name) ?? jar.get(name))?.value;
}
