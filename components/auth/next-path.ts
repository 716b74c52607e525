const ELSEWHERE = "http://parley.invalid";

/**
 * Where to go after signing in: `next` if it is a path of this site, else the chats. `//host`, `/\host` and the like
 * are other sites to a browser, so the browser's own URL parser decides.
 */
export function safeNext(next: string | undefined): string {
  if (!next?.startsWith("/") || !URL.canParse(next, ELSEWHERE)) return "/";
  const url = new URL(next, ELSEWHERE);
  // A path that begins with two slashes is another site again: `/x/..//host` becomes one only when it is parsed.
  const isPage = !/^\/(\/|(login|register|api)(\/|$))/.test(url.pathname);
  return url.origin === ELSEWHERE && isPage ? `${url.pathname}${url.search}${url.hash}` : "/";
}

/** `path` with those of `params` that have a value. */
export function withParams(path: string, params: Record<string, string | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value && value !== "/") query.set(name, value);
  return query.size > 0 ? `${path}?${query}` : path;
}
