import "server-only";
import { cookies } from "next/headers";
import { getConfig } from "../config.ts";
import { encodeSessionCookie, isSecure, sessionCookieName } from "./token-cookie.ts";

type Session = { userId: string; token: string };

/**
 * Sets the session cookie in the reply to a form. Its value is always new, so that a cookie planted before the log-in is
 * worthless.
 */
export async function setSessionCookie(session: Session): Promise<void> {
  await put(await tokenCookie(session), lifeSeconds());
}

/** Deletes the session cookie from the browser in the reply to a form. */
export async function clearSessionCookie(): Promise<void> {
  await put("", 0);
}

/** The header of a route's reply that sets the session cookie, as `setSessionCookie` does. */
export async function sessionCookieHeader(session: Session): Promise<{ "Set-Cookie": string }> {
  return { "Set-Cookie": serialize(await tokenCookie(session), lifeSeconds()) };
}

/** The header of a route's reply that deletes the session cookie. */
export function clearedCookieHeader(): { "Set-Cookie": string } {
  return { "Set-Cookie": serialize("", 0) };
}

function tokenCookie({ userId, token }: Session): Promise<string> {
  return encodeSessionCookie(userId, token);
}

function lifeSeconds(): number {
  return Math.floor(getConfig().session.maxMs / 1000);
}

async function put(value: string, maxAge: number): Promise<void> {
  (await cookies()).set(sessionCookieName(), value, {
    httpOnly: true,
    sameSite: "lax",
    secure: isSecure(),
    path: "/",
    maxAge,
  });
}

/** Spells the cookie as Next does, because a route may answer outside of Next, where its `cookies()` does not work. */
function serialize(value: string, maxAge: number): string {
  const expires = maxAge > 0 ? [`Expires=${new Date(Date.now() + maxAge * 1000).toUTCString()}`] : [];
  return [
    `${sessionCookieName()}=${encodeURIComponent(value)}`,
    "Path=/",
    ...expires,
    `Max-Age=${maxAge}`,
    ...(isSecure() ? ["Secure"] : []),
    "HttpOnly",
    "SameSite=lax",
  ].join("; ");
}
