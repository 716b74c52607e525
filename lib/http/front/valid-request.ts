const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

type Target = { method?: string; url?: string; headers: { host?: string }; headersDistinct: { host?: string[] } };

/**
 * Whether a request's method, URL and Host header are valid. Next answers invalid ones (TRACE, `*`, `http://…`, `%ff`)
 * with 500, or with a redirect that the sender chose. Two Host headers are refused, because a proxy may have used the
 * other one.
 */
export function isValidRequest({ method = "", url = "", headers, headersDistinct }: Target): boolean {
  if ((headersDistinct.host?.length ?? 0) > 1) return false;
  return METHODS.has(method) && url.startsWith("/") && isDecodable(url) && isHost(headers.host);
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.split("?", 1)[0] ?? "");
    return true;
  } catch {
    return false;
  }
}

/** Whether it is a name or an IP address with or without a port. HTTP 1.0 requests may have no Host header. */
function isHost(host: string | undefined): boolean {
  return host === undefined || (/^[\w.:[\]-]+$/.test(host) && URL.canParse(`http://${host}`));
}
