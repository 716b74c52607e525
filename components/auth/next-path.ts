const BASE_ORIGIN = "http://parley.invalid";

/**
 * The path to open after the log-in: `next` if it is a path of this site, else the chats. `//host`, `/\host` and the
 * like are other sites to a browser, so the browser's own URL parser decides.
 */
export function safeNextPath(next: string | undefined): string {
  if (!next?.startsWith("/") || !URL.canParse(next, BASE_ORIGIN)) return "/";
  const url = new URL(next, BASE_ORIGIN);
  // A path that begins with two slashes is another site too. `/x/..//host` only becomes one when it is parsed.
  const isPage = !/^\/(\/|(login|register|api)(\/|$))/.test(url.pathname);
  return url.origin === BASE_ORIGIN && isPage ? `${url.pathname}${url.search}${url.hash}` : "/";
}

/** `path` with a query string of those `params` that have a value. */
export function withQuery(path: string, params: Record<string, string | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value && value !== "/") query.set(name, value);
  return query.size > 0 ? `${path}?${query}` : path;
}
