/** Whether next-auth can read it as the address to come back to; it answers what it cannot with 500. */
export function isCallbackUrl(text: string): boolean {
  // Two slashes name another host, which is never an address of ours.
  if (/^[/\\]{2}/.test(text)) return false;
  const url = text.startsWith("/") ? `http://localhost${text}` : text;
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

/** Next-auth keeps the last such address in a cookie. One that it could not read is refused, and taken away with that. */
export function refuseOddCookie(headers: Headers): Response | null {
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
