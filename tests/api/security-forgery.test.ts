import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { apiRoutes, mutatingRoutes } from "../support/api-routes.ts";
import { browserOf } from "../support/browser-session.ts";
import { client } from "../support/client.ts";
import { openDatabase } from "../support/database.ts";
import { MUTATIONS, methodOf } from "../support/mutations.ts";
import { peopleByRole, type RoomWithRoles, roomWithRoles } from "../support/roles.ts";
import { startServer } from "../support/server.ts";

/** Serves only to find out whether a route takes a body. */
const PLACEHOLDER = new Proxy({}, { get: () => ({ id: "x", username: "x", password: "x" }) }) as RoomWithRoles;

const server = await startServer();
const people = await peopleByRole(server);
const scene = await roomWithRoles(people);
const cookie = (await browserOf(people.admin)).cookie;
afterAll(() => server.stop());

const send = (route: string, headers: Record<string, string>, body: unknown = MUTATIONS[route]?.(scene).body) =>
  client(server.url).request(methodOf(route), MUTATIONS[route]?.(scene).path ?? "", body, { headers });

test("every route that changes something is tried here", () => {
  expect(Object.keys(MUTATIONS).sort()).toEqual(mutatingRoutes());
});

describe("mallory's page makes ada's browser change nothing", () => {
  test.each(mutatingRoutes())("%s", async (route) => {
    const foreign: Record<string, string>[] = [
      {},
      { origin: "null" },
      { origin: "https://evil.test" },
      { origin: `${server.url}.evil.test` },
      { origin: server.url.replace("http", "https") },
      { origin: `http://127.0.0.1:${server.port + 1}` },
      { "sec-fetch-site": "cross-site", origin: "https://evil.test" },
      { "sec-fetch-site": "same-site", origin: server.url },
      { "sec-fetch-site": "none" },
      { "sec-fetch-site": "", origin: "https://evil.test" },
    ];
    for (const headers of foreign) {
      const reply = await send(route, { cookie, ...headers });
      expect([headers, reply.status]).toEqual([headers, 403]);
      expect(reply.headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  test("and she is still signed in, in a room that is still there, as all of that was refused", async () => {
    expect((await client(server.url).get("/api/chat/me", { headers: { cookie } })).status).toBe(200);
    expect((await scene.admin.room(scene.roomId)).topic).toBe("");
    expect((await scene.admin.fullHistory(scene.roomId)).at(-1)).toMatchObject({ deletedAt: null });
  });

  test("while her own pages do, by either mark of a browser", async () => {
    const own: Record<string, string>[] = [{ "sec-fetch-site": "same-origin" }, { origin: server.url }];
    for (const headers of own) {
      const reply = await send("POST /api/chat/rooms/[roomId]/messages", { cookie, ...headers });
      expect(reply.status).toBe(201);
    }
  });

  test("nor does a cookie speak for a request whose own token is wrong", async () => {
    const route = "POST /api/chat/rooms/[roomId]/messages";
    expect((await send(route, { cookie, authorization: "Bearer wrong", origin: server.url })).status).toBe(401);
    expect((await send(route, { cookie, authorization: "Basic YTpi" })).status).toBe(403);
  });
});

describe("a body that is not declared as JSON is refused, so that a plain form cannot send one", () => {
  const withBody = mutatingRoutes().filter((route) => MUTATIONS[route]?.(PLACEHOLDER).body);
  const forms = ["POST /api/realtime/auth", "POST /api/realtime/user-auth", "POST /api/auth/[...nextauth]"];
  test.each(withBody)("%s", async (route) => {
    const types = ["text/plain", "text/plain; charset=application/json", "multipart/form-data; boundary=x", ""];
    if (!forms.includes(route)) types.push("application/x-www-form-urlencoded");
    for (const type of types) {
      const authorization = `Bearer ${scene.admin.token}`;
      const reply = await send(route, { authorization, origin: server.url, "content-type": type });
      expect([type, reply.status]).toEqual([type, 415]);
    }
  });
});

test("looking changes nothing: ada reads every address, and the database stays as it was", async () => {
  const before = await dump();
  const values: Record<string, string> = {
    "[roomId]": scene.roomId,
    "[messageId]": scene.messageId,
    "[...nextauth]": "session",
    "[...nothing]": "nowhere",
  };
  const addresses = apiRoutes()
    .filter((route) => route.startsWith("GET "))
    .map((route) => route.slice(4).replace(/\[[^\]]+\]/g, (name) => values[name] ?? name));
  const signOut = ["/api/auth/signout", "/api/auth/signin", "/api/auth/callback/credentials?username=ada&password=x"];
  for (const address of [...addresses, ...signOut, "/", "/login", "/settings", "/api/logout", "/api/login"])
    for (const method of ["GET", "HEAD"])
      await client(server.url).request(method, address, undefined, { headers: { cookie } });
  expect(await dump()).toBe(before);
  expect((await client(server.url).get("/api/chat/me", { headers: { cookie } })).status, "still signed in").toBe(200);
});

test("every server action checks where it comes from by itself", () => {
  const source = readFileSync(path.resolve("app/(auth)/actions.ts"), "utf8");
  const exported = [...source.matchAll(/^export async function (\w+)[\s\S]*?^\}/gm)];
  expect(exported.length).toBeGreaterThanOrEqual(3);
  for (const [text, name] of exported) expect(text, name).toMatch(/requireOwnPage\(\)|ByForm\(/);
});

/** Counted requests and work that is due by the clock change these, and the tables of search, whoever looks. */
const COUNTERS = new Set(["RateWindow", "Lease"]);

/** All rows of all other tables, without the time at which a session was last used. */
async function dump(): Promise<string> {
  const database = await openDatabase(server);
  const rows = [];
  for (const name of await database.tables()) {
    if (COUNTERS.has(name) || name.startsWith("Search")) continue;
    const all = await database.all(`SELECT * FROM "${name}"`);
    rows.push([name, all.map(({ lastSeenAt: _, ...row }) => JSON.stringify(row)).sort()]);
  }
  await database.close();
  return JSON.stringify(rows);
}
