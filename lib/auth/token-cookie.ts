import "server-only";
import { decode, encode } from "next-auth/jwt";
import QuickLRU from "quick-lru";
import { getConfig } from "../config.ts";
import { singleton } from "../singleton.ts";

/** Decrypting a cookie costs more than the rest of a request, so what so many of them hold is remembered, and of twice as many at most. */
const DECODED_SIZE = 10_000;

/** next-auth's own cookie names, with `__Host-` where the public address is https: no other host sets or gets them. */
export function sessionCookieName(): string {
  return ownCookieName("session-token");
}

/** The name of one of next-auth's cookies. */
export function ownCookieName(what: "session-token" | "callback-url" | "csrf-token"): string {
  return `${isSecure() ? "__Host-" : ""}next-auth.${what}`;
}

/** Whether cookies are sent over https only. */
export function isSecure(): boolean {
  return getConfig().appUrl?.protocol === "https:";
}

/** The value of next-auth's session cookie for one of our session tokens. */
export function encodeSessionCookie(userId: string, token: string): Promise<string> {
  const { authSecret, session } = getConfig();
  return encode({ token: { sub: userId, sid: token }, secret: authSecret, maxAge: session.maxMs / 1000 });
}

/** The session token inside next-auth's cookie, or null when the cookie is not one of ours. */
export async function decodeSessionCookie(cookie: string | undefined): Promise<string | null> {
  if (!cookie) return null;
  const decoded = singleton("auth.decoded-cookies", () => new QuickLRU<string, string>({ maxSize: DECODED_SIZE }));
  const known = decoded.get(cookie);
  if (known) return known;
  const payload = await decode({ token: cookie, secret: getConfig().authSecret }).catch(() => null);
  const token = typeof payload?.sid === "string" ? payload.sid : null;
  if (token) decoded.set(cookie, token);
  return token;
}
