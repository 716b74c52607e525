const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

type Target = { method?: string; url?: string; headers: { host?: string }; headersDistinct: { host?: string[] } };

/**
 * Whether a request names a method, a path and a host that mean something. Next answers others (TRACE, `*`,
 * `http://…`, `%ff`) with 500, or with a redirect that the sender chose. Of two hosts a proxy may have believed the other.
 */
export function isUsableAddress({ method = "", url = "", headers, headersDistinct }: Target): boolean {
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

/** A name or an address with or without a port. HTTP 1.0 has none. */
function isHost(host: string | undefined): boolean {
  return host === undefined || (/^[\w.:[\]-]+$/.test(host) && URL.canParse(`http://${host}`));
}
