import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ApiRequest } from "../http/api-request.ts";
import { findViewerByToken } from "./sessions.ts";
import { decodeSessionCookie, sessionCookieName } from "./token-cookie.ts";
import type { Viewer } from "./viewer-type.ts";

export type { Viewer } from "./viewer-type.ts";

/**
 * The person behind a request, and how they were identified: browsers send a cookie on their own, but never a bearer
 * token.
 */
export type Identity = { viewer: Viewer | null; by: "cookie" | "bearer" | "nothing" };

/** Identifies the person behind a request, by its bearer token, else by its session cookie. */
export async function identify(authorization: string | null, cookie: string | undefined): Promise<Identity> {
  const bearer = /^Bearer ([\w-]{20,100})$/i.exec(authorization ?? "")?.[1];
  if (authorization !== null && /^Bearer\b/i.test(authorization))
    return { viewer: bearer ? await findViewerByToken(bearer) : null, by: "bearer" };
  if (!cookie) return { viewer: null, by: "nothing" };
  const token = await decodeSessionCookie(cookie);
  return { viewer: token ? await findViewerByToken(token) : null, by: "cookie" };
}

/** Returns the token in the session cookie of a request to a route, or of a form; null without a cookie. */
export async function cookieToken(request?: Pick<ApiRequest, "cookies">): Promise<string | null> {
  const jar = request?.cookies ?? (await cookies());
  return decodeSessionCookie(jar.get(sessionCookieName())?.value);
}

/** Returns the viewer of the page or action that is being rendered, or null. */
export async function getViewer(): Promise<Viewer | null> {
  const cookie = (await cookies()).get(sessionCookieName())?.value;
  return (await identify(null, cookie)).viewer;
}

/** Returns the viewer of a page. Redirects anybody else to the log-in page, which leads back here. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await getViewer();
  if (viewer) return viewer;
  const path = (await headers()).get("x-parley-path") ?? "/";
  redirect(path === "/" ? "/login" : `/login?next=${encodeURIComponent(path)}`);
}
