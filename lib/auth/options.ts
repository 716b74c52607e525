import "server-only";
import type { AuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { getConfig } from "../config.ts";
import { whenAway } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import { parse } from "../http/parse.ts";
import { loginInputSchema } from "../users/credentials-schema.ts";
import { logIn, logOut } from "./commands.ts";
import { findViewerByToken, type SessionStart } from "./sessions.ts";
import { isSecure, ownCookieName } from "./token-cookie.ts";

/**
 * Configures next-auth with its credentials provider. Credentials need JWT sessions, so the JWT carries `sid`, the
 * secret of a Session row: when that row has ended, the cookie is worthless.
 */
export function authOptions(start: Omit<SessionStart, "kind">): AuthOptions {
  const { authSecret, session } = getConfig();
  return {
    secret: authSecret,
    useSecureCookies: isSecure(),
    cookies: {
      sessionToken: ownCookie("session-token"),
      callbackUrl: ownCookie("callback-url"),
      csrfToken: ownCookie("csrf-token"),
    },
    session: { strategy: "jwt", maxAge: Math.floor(session.maxMs / 1000) },
    pages: { signIn: "/login", signOut: "/login", error: "/login" },
    providers: [
      CredentialsProvider({
        credentials: { username: { label: "Username" }, password: { label: "Password", type: "password" } },
        authorize: async (credentials) => {
          try {
            const input = parse(loginInputSchema, credentials ?? {});
            const result = await logIn(input, { ...start, kind: "BROWSER" });
            return { id: result.user.id, name: result.user.displayName, sid: result.session.token };
          } catch (error) {
            // next-auth shows an error's message to people, so only messages of AppError pass.
            const known = whenAway(error);
            if (known instanceof AppError) throw new Error(known.message);
            throw new Error("unavailable");
          }
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user && "sid" in user ? { ...token, sid: user.sid } : token),
      session: async ({ session: shown, token }) => {
        const viewer = typeof token.sid === "string" ? await findViewerByToken(token.sid) : null;
        // next-auth treats an empty object as "nobody is signed in".
        if (!viewer) return {} as typeof shown;
        return { ...shown, user: { name: viewer.displayName, id: viewer.id } };
      },
    },
    events: {
      signOut: async ({ token }) => {
        const viewer = typeof token?.sid === "string" ? await findViewerByToken(token.sid) : null;
        if (viewer) await logOut(viewer);
      },
    },
  };
}

function ownCookie(what: Parameters<typeof ownCookieName>[0]) {
  return {
    name: ownCookieName(what),
    options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() },
  } as const;
}
