import { afterAll, describe, expect, test } from "vitest";
import { browserOf, cookieHeader, keep, logInByForm, setCookies } from "../support/browser-session.ts";
import { cast, PASSWORD, type Person, register } from "../support/cast.ts";
import { type Client, client } from "../support/client.ts";
import { openDatabase } from "../support/database.ts";
import { startServer } from "../support/server.ts";

const SESSION = "next-auth.session-token";

const server = await startServer({ env: { SESSION_IDLE_DAYS: "7", SESSION_MAX_DAYS: "30" } });
const people = await cast(server);
afterAll(() => server.stop());

/** Reads and writes of every kind that a session allows. */
const uses = (api: Client): Promise<number[]> =>
  Promise.all([
    api.get("/api/chat/me").then(({ status }) => status),
    api.get("/api/chat/rooms").then(({ status }) => status),
    api.post("/api/chat/rooms", { kind: "DIRECT", userIds: [] }).then(({ status }) => status),
    api.get("/api/realtime").then(({ status }) => status),
    api.post("/api/realtime/auth", { socket_id: "1.1", channel_name: "private-everyone" }).then(({ status }) => status),
    api.post("/api/realtime/user-auth", { socket_id: "1.1" }).then(({ status }) => status),
  ]);

const works = async (api: Client): Promise<boolean> => (await uses(api)).every((status) => status < 300);
const isDead = async (api: Client): Promise<boolean> => (await uses(api)).every((status) => status === 401);
const opensPage = async (cookie: string): Promise<boolean> =>
  (await client(server.url).get("/settings", { headers: { cookie } })).status === 200;

describe("a stolen token or cookie is worth nothing", () => {
  test("after ada logged that device out", async () => {
    const device = await people.ada.logIn();
    expect(await works(device.api)).toBe(true);
    await device.logOut();
    expect(await isDead(device.api)).toBe(true);
    expect(await works(people.ada.api), "her other device goes on").toBe(true);
  });

  test("which is all that ends: a program's log-out leaves the browser's cookie", async () => {
    const { cookie } = await browserOf(people.ada);
    const device = await people.ada.logIn();
    const reply = await device.api.post("/api/logout", undefined, { headers: { cookie } });
    expect(reply.status).toBe(204);
    expect(setCookies(reply.headers)).toEqual([]);
    expect(await opensPage(cookie)).toBe(true);
  });

  test("after ada logged her browser out", async () => {
    const { api, cookie } = await browserOf(people.ada);
    expect(await works(api)).toBe(true);
    expect(await opensPage(cookie)).toBe(true);
    const reply = await api.post("/api/logout");
    expect(reply.status).toBe(204);
    expect(keep(new Map([[SESSION, "hers"]]), reply.headers).get(SESSION), "her browser forgets its cookie").toBe("");
    expect(await isDead(api)).toBe(true);
    expect(await opensPage(cookie)).toBe(false);
    const session = await client(server.url).get("/api/auth/session", { headers: { cookie } });
    expect(session).toMatchObject({ status: 200, body: {} });
    expect(session.body).toEqual({});
  });

  test("after ada logged out through next-auth", async () => {
    const { cookies } = await logInByForm(server, "ada", PASSWORD);
    const cookie = cookieHeader(cookies);
    expect(await opensPage(cookie)).toBe(true);
    const { body } = await client(server.url).get("/api/auth/csrf", { headers: { cookie } });
    const form = new URLSearchParams({ csrfToken: (body as { csrfToken: string }).csrfToken }).toString();
    const headers = { cookie, origin: server.url, "content-type": "application/x-www-form-urlencoded" };
    expect((await client(server.url).post("/api/auth/signout", form, { headers })).status).toBe(302);
    expect(await opensPage(cookie)).toBe(false);
  });

  test("after ada revoked it on another device, or all others at once", async () => {
    const [lost, alsoLost] = [await people.ada.logIn(), await people.ada.logIn()];
    const browser = await browserOf(people.ada);
    expect(await works(lost.api)).toBe(true);
    expect(await works(browser.api)).toBe(true);
    const { body } = await lost.api.get("/api/chat/sessions");
    const current = (body as { sessions: { id: string; current: boolean }[] }).sessions.find((one) => one.current);
    expect((await people.ada.api.delete(`/api/chat/sessions/${current?.id}`)).status).toBe(204);
    expect(await isDead(lost.api)).toBe(true);
    expect(await works(alsoLost.api)).toBe(true);
    expect((await people.ada.api.delete("/api/chat/sessions")).status).toBe(204);
    expect(await isDead(alsoLost.api)).toBe(true);
    expect(await isDead(browser.api)).toBe(true);
    expect(await works(people.ada.api)).toBe(true);
  });

  test("after grace changed her password, but on the device where she did", async () => {
    const [device, browser] = [await people.grace.logIn(), await browserOf(people.grace)];
    expect(await works(device.api)).toBe(true);
    expect(await works(browser.api)).toBe(true);
    const change = { currentPassword: PASSWORD, newPassword: "a wholly different one" };
    expect((await people.grace.api.post("/api/chat/me/password", change)).status).toBe(204);
    expect(await isDead(device.api)).toBe(true);
    expect(await isDead(browser.api)).toBe(true);
    expect(await works(people.grace.api)).toBe(true);
  });
});

describe("time ends a session", () => {
  const set = async (column: "lastSeenAt" | "expiresAt" | "createdAt", daysAgo: number, userId: string) => {
    const database = await openDatabase(server);
    const at = new Date(Date.now() - daysAgo * 86_400_000).toISOString();
    const newest = `SELECT "id" FROM "Session" WHERE "userId" = ? ORDER BY "createdAt" DESC LIMIT 1`;
    const changes = await database.run(`UPDATE "Session" SET "${column}" = ? WHERE "id" = (${newest})`, at, userId);
    await database.close();
    expect(changes).toBe(1);
  };
  // The server trusts a token for some seconds after its use, so these tokens are first used after the change.
  test("that was not used for longer than SESSION_IDLE_DAYS", async () => {
    const { linus } = people;
    const fresh = await linus.logIn();
    await set("lastSeenAt", 6.9, linus.id);
    expect(await works(fresh.api)).toBe(true);
    const idle = await linus.logIn();
    await set("lastSeenAt", 7.1, linus.id);
    expect(await isDead(idle.api)).toBe(true);
  });

  test("that is older than SESSION_MAX_DAYS, however often it was used", async () => {
    const { linus } = people;
    const database = await openDatabase(server);
    const [newest] = await database.all<{ at: string | Date }>(`SELECT MAX("expiresAt") AS "at" FROM "Session"`);
    await database.close();
    const days = (new Date(newest?.at ?? 0).getTime() - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29.9);
    expect(days).toBeLessThanOrEqual(30);
    const old = await linus.logIn();
    await set("expiresAt", 0.001, linus.id);
    expect(await isDead(old.api)).toBe(true);
  });
});

describe("the cookie", () => {
  const flags = (headers: Headers, name: string): string =>
    headers.getSetCookie().find((line) => line.startsWith(`${name}=`)) ?? "";

  test("is out of reach for scripts and for other sites' requests", async () => {
    const { status, headers } = await logInByForm(server, "ada", PASSWORD);
    expect(status).toBe(302);
    expect(flags(headers, SESSION)).toMatch(/; ?HttpOnly/i);
    expect(flags(headers, SESSION)).toMatch(/; ?SameSite=(Lax|Strict)/i);
    expect(flags(headers, SESSION)).toMatch(/; ?Path=\/(;|$)/i);
    expect(flags(headers, SESSION)).not.toMatch(/; ?Domain=/i);
  });

  test("is a new one at each log-in: mallory's, planted before, is not kept", async () => {
    const planted = (await logInByForm(server, "mallory", PASSWORD)).cookies.get(SESSION) ?? "";
    expect(await opensPage(`${SESSION}=${planted}`)).toBe(true);
    const { cookies } = await logInByForm(server, "ada", PASSWORD, new Map([[SESSION, planted]]));
    const value = cookies.get(SESSION) ?? "";
    expect(value).not.toBe(planted);
    const me = await client(server.url).get("/api/chat/me", { headers: { cookie: `${SESSION}=${value}` } });
    expect(me).toMatchObject({ status: 200, body: { user: { username: "ada" } } });
    expect(await opensPage(`${SESSION}=${planted}`), "and the one that it replaced is dead").toBe(false);
    const again = await logInByForm(server, "ada", PASSWORD, new Map([[SESSION, "nonsense"]]));
    expect(again.cookies.get(SESSION)).not.toBe(value);
  });

  test("is called __Host- and marked Secure where the public address is https, and no other name is taken", async () => {
    const origin = "https://chat.example.test";
    const secure = await startServer({ env: { APP_URL: origin } });
    const ada = (await cast(secure)).ada;
    const api = client(secure.url);
    const csrf = await api.get("/api/auth/csrf");
    const jar = csrf.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    for (const line of csrf.headers.getSetCookie()) expect(line).toMatch(/^__Host-[^;]+;.*Path=\/;.*Secure/i);
    expect(csrf.headers.getSetCookie().length).toBeGreaterThan(1);
    const { csrfToken } = csrf.body as { csrfToken: string };
    const form = new URLSearchParams({ username: "ada", password: PASSWORD, csrfToken }).toString();
    const headers = { cookie: jar, origin, "content-type": "application/x-www-form-urlencoded" };
    const reply = await api.post("/api/auth/callback/credentials", form, { headers });
    const line = flags(reply.headers, `__Host-${SESSION}`);
    expect(line).toMatch(/; ?Secure/i);
    expect(line).toMatch(/; ?HttpOnly/i);
    const value = line.split(";")[0]?.split("=")[1] ?? "";
    const ask = (cookie: string) => api.get("/api/chat/me", { headers: { cookie } });
    expect((await ask(`__Host-${SESSION}=${value}`)).status).toBe(200);
    for (const name of [SESSION, `__Secure-${SESSION}`]) expect((await ask(`${name}=${value}`)).status).toBe(401);
    // The origin of the requests is the public address, not the one to which the proxy connects.
    const body = { kind: "DIRECT", userIds: [ada.id] };
    const send = (from: string) =>
      api.post("/api/chat/rooms", body, { headers: { cookie: `__Host-${SESSION}=${value}`, origin: from } });
    expect((await send(origin)).status).toBeLessThan(300);
    expect((await send(secure.url)).status).toBe(403);
    await secure.stop();
  });

  test("ends the session that it was of when the browser logs in again, by the API too; not when the password is wrong", async () => {
    const { cookie } = await browserOf(await register(server, "roy"));
    const logIn = (password: string) =>
      client(server.url).post(
        "/api/login",
        { username: "mallory", password },
        { headers: { cookie, origin: server.url } },
      );
    expect((await logIn("not hers at all")).status).toBe(401);
    expect(await opensPage(cookie)).toBe(true);
    expect((await logIn(PASSWORD)).status).toBe(200);
    expect(await opensPage(cookie)).toBe(false);
  });

  test("is another one after a change of the password, and the old one is dead", async () => {
    const ruth = await register(server, "ruth");
    const { cookie, api } = await browserOf(ruth);
    const change = { currentPassword: PASSWORD, newPassword: "the second of ruth" };
    const reply = await api.post("/api/chat/me/password", change);
    expect(reply.status).toBe(204);
    const value = keep(new Map(), reply.headers).get(SESSION);
    expect(flags(reply.headers, SESSION)).toMatch(/; ?HttpOnly/i);
    expect(await opensPage(cookie)).toBe(false);
    expect(await opensPage(`${SESSION}=${value}`)).toBe(true);
  });

  test("cannot be made by mallory: not from a token, not with another key, not by changing hers", async () => {
    const { cookies } = await logInByForm(server, "mallory", PASSWORD);
    const own = cookies.get(SESSION) ?? "";
    expect(await opensPage(`${SESSION}=${own}`)).toBe(true);
    const { encode } = await import("next-auth/jwt");
    const forged = await encode({ token: { sub: people.ada.id, sid: "x".repeat(43) }, secret: "a guess" });
    const unsigned = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ sub: people.ada.id, sid: people.mallory.token }))}.`;
    const changed = own.slice(0, -4) + (own.endsWith("AAAA") ? "BBBB" : "AAAA");
    for (const value of [people.mallory.token, forged, unsigned, changed, "", "a.b.c.d.e"])
      expect(
        (await client(server.url).get("/api/chat/me", { headers: { cookie: `${SESSION}=${value}` } })).status,
      ).toBe(401);
  });
});

describe("next-auth's own log-in", () => {
  test("lets nobody in without its token, from elsewhere, or with a wrong password", async () => {
    expect((await logInByForm(server, "ada", PASSWORD)).cookies.has(SESSION)).toBe(true);
    expect((await logInByForm(server, "ada", "not her password")).cookies.has(SESSION)).toBe(false);
    const csrf = await client(server.url).get("/api/auth/csrf");
    const jar = csrf.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    const { csrfToken } = csrf.body as { csrfToken: string };
    const post = (fields: object, headers: Record<string, string>) =>
      client(server.url).post(
        "/api/auth/callback/credentials",
        JSON.stringify({ username: "ada", password: PASSWORD, ...fields }),
        {
          headers: { "content-type": "application/json", ...headers },
        },
      );
    const isIn = (reply: { headers: Headers }) => reply.headers.getSetCookie().some((line) => line.startsWith(SESSION));
    expect(isIn(await post({ csrfToken }, { cookie: jar, origin: server.url })), "the premise").toBe(true);
    expect(isIn(await post({}, { cookie: jar, origin: server.url }))).toBe(false);
    expect(isIn(await post({ csrfToken: "x" }, { cookie: jar, origin: server.url }))).toBe(false);
    expect((await post({ csrfToken }, { cookie: jar })).status).toBe(403);
    expect((await post({ csrfToken }, { cookie: jar, origin: "https://evil.test" })).status).toBe(403);
    for (const wrong of [{ username: {} }, { password: ["x"] }, { username: "x".repeat(3000) }])
      expect(isIn(await post({ csrfToken, ...wrong }, { cookie: jar, origin: server.url }))).toBe(false);
  });

  test("leads nobody to mallory's page afterwards", async () => {
    const csrf = await client(server.url).get("/api/auth/csrf");
    const jar = csrf.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    const { csrfToken } = csrf.body as { csrfToken: string };
    for (const callbackUrl of ["https://evil.test/", "//evil.test", "javascript:alert(1)"]) {
      const isAddress = callbackUrl.startsWith("https:");
      const form = new URLSearchParams({ username: "ada", password: PASSWORD, csrfToken, callbackUrl }).toString();
      const headers = { cookie: jar, origin: server.url, "content-type": "application/x-www-form-urlencoded" };
      const reply = await client(server.url).post("/api/auth/callback/credentials", form, { headers });
      expect(reply.status).toBe(isAddress ? 302 : 422);
      expect(new URL(reply.headers.get("location") ?? "", server.url).origin, callbackUrl).toBe(server.url);
    }
  });
});

test("nobody who follows mallory's link to the log-in page ends up at hers", async () => {
  const { cookie } = await browserOf(people.ada);
  const follow = async (next: string) => {
    const address = `/login?next=${encodeURIComponent(next)}`;
    const { status, headers } = await client(server.url).get(address, { headers: { cookie } });
    expect([next, status]).toEqual([next, 307]);
    return new URL(headers.get("location") ?? "", server.url);
  };
  expect((await follow("/settings?x=1")).pathname).toBe("/settings");
  const foreign = [
    "//evil.test",
    "/\\evil.test",
    "https://evil.test",
    "/\t/evil.test",
    "\\\\evil.test",
    "javascript:alert(1)",
    "/\n/evil.test",
  ];
  for (const next of [...foreign, "///evil.test", "http:evil.test", "/@evil.test/..//evil.test", "%2f%2fevil.test"])
    expect([next, (await follow(next)).origin]).toEqual([next, server.url]);
});

test("a revocation that comes while a token is being looked up is not overtaken by it", async () => {
  const devices: Person[] = [];
  for (let i = 0; i < 20; i++) devices.push(await people.linus.logIn());
  const { api } = people.linus;
  // First uses of the tokens run at the same time as the revocation. Whichever comes first, no token works afterwards.
  await Promise.all([...devices.map((device) => device.api.get("/api/chat/me")), api.delete("/api/chat/sessions")]);
  for (const device of devices) expect((await device.api.get("/api/chat/me")).status).toBe(401);
  expect((await api.get("/api/chat/me")).status).toBe(200);
});

test("a page that somebody else opened speaks for nobody, whatever cookie the browser has by now", async () => {
  const { cookie } = await browserOf(people.ada);
  const ask = async (viewer: string) =>
    (await client(server.url).get("/api/chat/me", { headers: { cookie, "x-parley-viewer": viewer } })).status;
  expect(await ask(people.ada.id)).toBe(200);
  expect(await ask(people.linus.id)).toBe(401);
});
