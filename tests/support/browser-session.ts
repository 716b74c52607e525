import type { Person } from "./cast.ts";
import { type Client, client } from "./client.ts";

/** The cookies of a browser, by name. */
export type Cookies = Map<string, string>;

/** The Set-Cookie headers of a reply. */
export const setCookies = (headers: Headers): string[] => headers.getSetCookie();

/** Stores the cookies that a reply sets, whatever their flags, as a browser does. */
export function keep(cookies: Cookies, headers: Headers): Cookies {
  for (const line of setCookies(headers)) {
    const [name = "", ...value] = (line.split(";")[0] ?? "").split("=");
    cookies.set(name, value.join("="));
  }
  return cookies;
}

export const cookieHeader = (cookies: Cookies): string =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");

export type BrowserLogin = { status: number; headers: Headers; cookies: Cookies };

/** Logs in through next-auth's own endpoint, as our pages do: first the CSRF token, then the form. */
export async function logInByForm(
  server: { url: string },
  username: string,
  password: string,
  cookies: Cookies = new Map(),
): Promise<BrowserLogin> {
  const api = client(server.url);
  const first = await api.get("/api/auth/csrf", { headers: { cookie: cookieHeader(cookies) } });
  keep(cookies, first.headers);
  const { csrfToken } = first.body as { csrfToken: string };
  const form = new URLSearchParams({ username, password, csrfToken, callbackUrl: "/" }).toString();
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    cookie: cookieHeader(cookies),
    origin: server.url,
  };
  const reply = await api.post("/api/auth/callback/credentials", form, { headers });
  keep(cookies, reply.headers);
  return { status: reply.status, headers: reply.headers, cookies };
}

/** A browser session of a person: its cookie header, and a client that sends it as our own pages do. */
export async function browserOf(person: Person): Promise<{ cookie: string; api: Client }> {
  const { cookies } = await logInByForm(person.server, person.username, person.password);
  const cookie = cookieHeader(cookies);
  if (!cookie.includes("session-token")) throw new Error(`${person.username} was not signed in by the form`);
  const plain = client(person.server.url);
  const request: Client["request"] = (method, path, body, options = {}) =>
    plain.request(method, path, body, {
      ...options,
      headers: { cookie, "sec-fetch-site": "same-origin", ...options.headers },
    });
  const api: Client = {
    request,
    get: (path, options) => request("GET", path, undefined, options),
    post: (path, body, options) => request("POST", path, body, options),
    put: (path, body, options) => request("PUT", path, body, options),
    patch: (path, body, options) => request("PATCH", path, body, options),
    delete: (path, options) => request("DELETE", path, undefined, options),
  };
  return { cookie, api };
}
