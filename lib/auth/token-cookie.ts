import "server-only";
import { decode, encode } from "next-auth/jwt";
import QuickLRU from "quick-lru";
import { getConfig } from "../config.ts";
import { singleton } from "../singleton.ts";

/**
 * Decrypting a cookie costs more than the rest of a request, so the results for at least this many cookies are cached,
 * and for at most twice as many.
 */
const DECODED_SIZE = 10_000;

/**
 * The name of next-auth's session cookie. It begins with `__Host-` when the public address is https, so that no other
 * host can set or read the cookie.
 */
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

/** Decrypts the session token in next-auth's cookie. Returns null when the cookie is not one of ours. */
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
