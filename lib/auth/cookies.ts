import "server-only";
import { cookies } from "next/headers";
import { getConfig } from "../config.ts";
import { encodeSessionCookie, isSecure, sessionCookieName } from "./token-cookie.ts";

/** Sets the session cookie. Its value is always new, so that a cookie planted before the log-in is worthless. */
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

/** Deletes the session cookie from the browser. */
export async function clearSessionCookie(): Promise<void> {
  (await cookies()).set(sessionCookieName(), "", {
    httpOnly: true,
    sameSite: "lax",
    secure: isSecure(),
    path: "/",
    maxAge: 0,
  });
}
