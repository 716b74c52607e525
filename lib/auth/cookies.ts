import "server-only";
import { cookies } from "next/headers";
import { getConfig } from "../config.ts";
import { encodeSessionCookie, isSecure, sessionCookieName } from "./token-cookie.ts";

/** Signs the browser in. Always a new value, so that a cookie planted before log-in is worth nothing. */
export async function setSessionCookie(session: { userId: string; token: string }): Promise<void> {
  const value = await encodeSessionCookie(session.userId, session.token);
  (await cookies()).set(sessionCookieName(), value, {
    httpOnly: true,
    sameSite: "lax",
    secure: isSecure(),
    path: "/",
    maxAge: Math.floor(getConfig().session.maxMs / 1000),
  });
}

/** Takes the session cookie away from the browser. */
export async function clearSessionCookie(): Promise<void> {
  (await cookies()).set(sessionCookieName(), "", {
    httpOnly: true,
    sameSite: "lax",
    secure: isSecure(),
    path: "/",
    maxAge: 0,
  });
}
