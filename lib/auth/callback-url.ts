/** Whether next-auth can parse this callback URL. It answers one that it cannot parse with status 500. */
export function isCallbackUrl(text: string): boolean {
  // A URL that begins with two slashes names another host, and is never one of ours.
  if (/^[/\\]{2}/.test(text)) return false;
  const url = text.startsWith("/") ? `http://localhost${text}` : text;
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

/**
 * Refuses a request whose cookie holds a callback URL that next-auth cannot parse, and deletes that cookie. next-auth
 * keeps the last callback URL in a cookie.
 */
export function refuseMalformedCookie(headers: Headers): Response | null {
  for (const cookie of (headers.get("cookie") ?? "").split(/;\s*/)) {
    const [name = "", value = ""] = cookie.split("=", 2);
    if (!/^(__Host-|__Secure-)?next-auth\.callback-url$/.test(name) || isCallbackUrl(decoded(value))) continue;
    const error = { code: "bad_request", message: "A cookie named no address to come back to. Try again." };
    const gone = `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${name.startsWith("__") ? "; Secure" : ""}`;
    return Response.json(
      { error },
      { status: 400, headers: { "Cache-Control": "private, no-store", "Set-Cookie": gone } },
    );
  }
  return null;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return "";
  }
}
