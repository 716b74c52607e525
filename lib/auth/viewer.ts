import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import { findViewerByToken } from "./sessions.ts";
import { decodeSessionCookie, sessionCookieName } from "./token-cookie.ts";
import type { Viewer } from "./viewer-type.ts";

export type { Viewer } from "./viewer-type.ts";

/** Who asks, and by what: a cookie is sent by the browser on its own, a bearer token never is. */
export type Identity = { viewer: Viewer | null; by: "cookie" | "bearer" | "nothing" };

/** Who is behind a request: its bearer token, else its session cookie. */
export async function identify(authorization: string | null, cookie: string | undefined): Promise<Identity> {
  const bearer = /^Bearer ([\w-]{20,100})$/i.exec(authorization ?? "")?.[1];
  if (authorization !== null && /^Bearer\b/i.test(authorization))
    return { viewer: bearer ? await findViewerByToken(bearer) : null, by: "bearer" };
  if (!cookie) return { viewer: null, by: "nothing" };
  const token = await decodeSessionCookie(cookie);
  return { viewer: token ? await findViewerByToken(token) : null, by: "cookie" };
}

/** The token in the session cookie that came along with a request to a route, or with a form; null without one. */
export async function cookieToken(request?: NextRequest): Promise<string | null> {
  const jar = request?.cookies ?? (await cookies());
  return decodeSessionCookie(jar.get(sessionCookieName())?.value);
}

/** The viewer of the page or action that is being served, or null. */
export async function getViewer(): Promise<Viewer | null> {
  const cookie = (await cookies()).get(sessionCookieName())?.value;
  return (await identify(null, cookie)).viewer;
}

/** The viewer of a page; sends everyone else to the log-in page, and back here afterwards. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await getViewer();
  if (viewer) return viewer;
  const path = (await headers()).get("x-parley-path") ?? "/";
  redirect(path === "/" ? "/login" : `/login?next=${encodeURIComponent(path)}`);
}
