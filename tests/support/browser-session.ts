import type { Person } from "./cast.ts";
import { type Client, client } from "./client.ts";

/** What a browser keeps and sends back: names and values of cookies. */
export type Cookies = Map<string, string>;

/** The Set-Cookie headers of a reply, as they came. */
export const setCookies = (headers: Headers): string[] => headers.getSetCookie();

/** Takes over what a reply sets, as a browser does, whatever the flags. */
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

/** Signs in through next-auth's own endpoint, as a page of ours does: csrf token first, then the form. */
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

/** A browser of that person: its cookie header, and requests that carry it as our own pages send them. */
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
    patch: (path, body, options) => request("PATCH", path, body, options),
    delete: (path, options) => request("DELETE", path, undefined, options),
  };
  return { cookie, api };
}
