import { afterAll, describe, expect, test } from "vitest";
import { mutatingRoutes } from "../support/api-routes.ts";
import { client, type Reply } from "../support/client.ts";
import { openDatabase } from "../support/database.ts";
import { MUTATIONS, methodOf } from "../support/mutations.ts";
import { peopleByRole, type RoomWithRoles, roomWithRoles } from "../support/roles.ts";
import { startServer } from "../support/server.ts";

/** Serves only to find out whether a route takes a body. */
const ANY = new Proxy({}, { get: () => ({ id: "x", username: "x", password: "x" }) }) as RoomWithRoles;
const WITH_BODY = mutatingRoutes().filter((route) => MUTATIONS[route]?.(ANY).body);
/** next-auth answers invalid forms with a redirect to its page. */
const REDIRECTS = "POST /api/auth/[...nextauth]";

const server = await startServer();
const people = await peopleByRole(server);
const scene = await roomWithRoles(people);
afterAll(() => server.stop());

const send = (route: string, body: unknown): Promise<Reply> => {
  const { path: address } = MUTATIONS[route]?.(scene) ?? { path: "" };
  const headers = { authorization: `Bearer ${scene.admin.token}`, origin: server.url };
  return client(server.url).request(methodOf(route), address, body, { headers });
};

/** The rows of all tables but sessions, whose last use changes by itself. */
async function counts(): Promise<Record<string, unknown>> {
  const database = await openDatabase(server);
  const names = ["User", "Room", "Membership", "Message", "Mention", "Invite", "Draft", "Session"];
  const rows = [];
  for (const name of names) rows.push([name, await database.all(`SELECT COUNT(*) AS n FROM "${name}"`)]);
  const rooms = await database.all(`SELECT "name", "topic", "kind", "archivedAt" FROM "Room" ORDER BY "id"`);
  const users = await database.all(`SELECT "username", "displayName", "statusText", "role" FROM "User" ORDER BY "id"`);
  await database.close();
  return { rows, rooms, users };
}

const refused = (route: string, { status, headers }: Reply): boolean =>
  (status >= 400 && status < 500) ||
  (route === REDIRECTS && status === 302 && !headers.getSetCookie().some((line) => line.includes("session-token")));

const DEEP = 10_000;
const BIG = "x".repeat(1024 * 1024);

/** Bodies that every route refuses, as text. */
const NEVER: Record<string, string | ((valid: string) => string)> = {
  "nothing where JSON was announced": " ",
  "half of it": (valid) => valid.slice(0, -1),
  "a list": "[]",
  null: "null",
  "a number": "7",
  "a text": '"hello"',
  "lists in lists, 10,000 deep": `${"[".repeat(DEEP)}${"]".repeat(DEEP)}`,
  "objects in objects, 10,000 deep, unfinished": `{"a":`.repeat(DEEP),
  "1 MiB of text": `{"body":"${BIG}"}`,
  "1 MiB of spaces": `{}${" ".repeat(1024 * 1024)}`,
  "bytes that are no text": "\u0000\u0001",
};

/** Values that every field of every route refuses. */
const WRONG: Record<string, unknown> = {
  "an object": { $ne: null },
  "a list of lists": [[["x"]]],
  true: true,
  "1 MiB of text": BIG,
  "a hundred thousand letters": "y".repeat(100_000),
  NUL: "a\u0000b",
  "half a character": "a\ud800b",
  "a negative number": -1,
  "a number beyond all": 1e308,
  "half a number": 0.5,
  "deep lists": JSON.parse(`${"[".repeat(2000)}${"]".repeat(2000)}`),
};

describe("mallory, even as an administrator, sends nonsense to every route and gets a refusal, never a fault", () => {
  test.each(WITH_BODY)("%s", async (route) => {
    const valid = MUTATIONS[route]?.(scene).body ?? {};
    const before = await counts();
    for (const [what, make] of Object.entries(NEVER)) {
      const reply = await send(route, typeof make === "string" ? make : make(JSON.stringify(valid)));
      expect(refused(route, reply), `${what}: ${reply.status}`).toBe(true);
    }
    for (const field of Object.keys(valid))
      for (const [what, value] of Object.entries(WRONG)) {
        if (isRight(route, field, value)) continue;
        const reply = await send(route, { ...valid, [field]: value });
        expect(refused(route, reply), `${field} is ${what}: ${reply.status} ${JSON.stringify(reply.body)}`).toBe(true);
      }
    expect(await counts(), "nothing was stored").toEqual(before);
  });

  test("and the server wrote no fault and no stack into its log", () => {
    expect(server.logs()).not.toMatch(/request failed|was not caught|TypeError|RangeError| {4}at /);
  });
});

/**
 * Some values that are wrong for most fields are right for a few: numbers in numeric fields, and texts that are only
 * compared with secrets.
 */
function isRight(route: string, field: string, value: unknown): boolean {
  if (/password|csrfToken/i.test(field) && route !== "POST /api/register" && typeof value === "string") return true;
  // A favourite before the first one has a negative place.
  if (field === "favouriteOrder" && value === -1) return true;
  if (["editHistory", "membersMayAdd"].includes(field) && typeof value === "boolean") return true;
  // A draft may be longer than a message, but not a hundred thousand letters long.
  return route === "POST /api/login" && field === "username" && typeof value === "string" && value.length < 10;
}

describe("mallory smuggles fields that are not hers to write", () => {
  const FIELDS = {
    id: "0mallory0chose0this0",
    role: "ADMIN",
    isFounder: true,
    passwordHash: "x",
    usernameKey: "ada",
    kind: "SYSTEM",
    seq: 999,
    rev: 999,
    authorId: "",
    author: { id: "" },
    userId: "",
    createdAt: "2001-01-01T00:00:00.000Z",
    editedAt: "2001-01-01T00:00:00.000Z",
    deletedAt: "2001-01-01T00:00:00.000Z",
    isDefault: true,
    system: '{"type":"joined"}',
    sessionId: "x",
    uses: -5,
    code: "chosen",
    constructor: { prototype: { role: "ADMIN" } },
  };
  const smuggled = (own: object): string => {
    const { admin, stranger } = people;
    const ids = { authorId: admin.id, author: { id: admin.id, username: "ada" }, userId: admin.id };
    const json = JSON.stringify({ ...FIELDS, ...ids, ...own });
    expect(stranger.id).not.toBe(admin.id);
    return `${json.slice(0, -1)},"__proto__":{"role":"ADMIN","isAdmin":true}}`;
  };

  test("a message stays hers, at its own place, of its own time", async () => {
    const { member } = scene;
    const at = `/api/chat/rooms/${scene.roomId}/messages`;
    const first = await member.send(scene.roomId, "premise");
    const { status, body } = await member.api.post(at, smuggled({ body: "hi" }));
    expect(status).toBe(201);
    const { message } = body as { message: Record<string, unknown> };
    expect(message).toMatchObject({ kind: "USER", seq: first.seq + 1, rev: first.rev + 1, system: null });
    expect(message).toMatchObject({ author: { id: member.id, username: "barbara" }, editedAt: null, deletedAt: null });
    expect(message.id).not.toBe(FIELDS.id);
    expect(Date.parse(String(message.createdAt))).toBeGreaterThan(Date.parse("2020-01-01"));
    const edited = await member.api.patch(`/api/chat/messages/${message.id}`, smuggled({ body: "hi again" }));
    expect(edited).toMatchObject({
      status: 200,
      body: { message: { body: "hi again", seq: first.seq + 1, author: { id: member.id }, deletedAt: null } },
    });
  });

  test("an account is no administrator's, and a profile keeps its name and its role", async () => {
    const reply = await client(server.url).post(
      "/api/register",
      smuggled({ username: "trudy", password: "a long enough one" }),
    );
    expect(reply).toMatchObject({ status: 201, body: { user: { username: "trudy", role: "MEMBER" } } });
    const { user, token } = reply.body as { user: { id: string }; token: string };
    expect(user.id).not.toBe(FIELDS.id);
    const trudy = client(server.url, token);
    const changed = await trudy.patch("/api/chat/me", smuggled({ statusText: "hi", username: "ada" }));
    expect(changed).toMatchObject({ status: 200, body: { user: { id: user.id, username: "trudy", role: "MEMBER" } } });
    expect((await trudy.get("/api/chat/invites")).status).toBe(403);
  });

  test("a room is of the kind and the time that rules allow", async () => {
    const { member } = scene;
    const made = await member.api.post("/api/chat/rooms", smuggled({ kind: "OPEN", name: "Smuggled" }));
    expect(made).toMatchObject({ status: 201, body: { room: { isDefault: false, seq: 1, rev: 1, role: "OWNER" } } });
    const { room } = made.body as { room: { id: string; createdAt: string } };
    expect(room.id).not.toBe(FIELDS.id);
    const changed = await member.api.patch(`/api/chat/rooms/${room.id}`, smuggled({ kind: "OPEN", topic: "t" }));
    expect(changed).toMatchObject({ status: 200, body: { room: { isDefault: false, createdAt: room.createdAt } } });
    const read = await member.api.post(`/api/chat/rooms/${room.id}/read`, smuggled({ seq: 1 }));
    expect(read).toMatchObject({ status: 200, body: { room: { role: "OWNER", lastReadSeq: 1, joined: true } } });
  });

  test("an invitation has a code and a count of the server's", async () => {
    const made = await scene.admin.api.post("/api/chat/invites", smuggled({ maxUses: 1, expiresInDays: 1 }));
    expect(made).toMatchObject({ status: 201, body: { invite: { uses: 0 } } });
    expect((made.body as { invite: { code: string } }).invite.code).not.toBe(FIELDS.code);
    expect(((await scene.admin.api.get("/api/chat/me")).body as { user: object }).user).not.toHaveProperty("isAdmin");
  });
});

describe("names and texts", () => {
  test("nobody takes a name that turns the reading direction or breaks its line", async () => {
    const { member } = scene;
    const bad = ["evil\u202egnp.exe", "a\u2066b", "a\u0007b", "\u0000", "\ud800", "  ", "x".repeat(300)];
    for (const name of bad) {
      expect((await member.api.post("/api/chat/rooms", { kind: "PRIVATE", name })).status, name).toBe(422);
      expect((await member.api.patch("/api/chat/me", { displayName: name })).status, name).toBe(422);
      const account = { username: name, password: "a long enough one" };
      expect((await client(server.url).post("/api/register", account)).status, name).toBe(422);
    }
    const kind = await member.api.patch("/api/chat/me", { displayName: "برباره 🙂" });
    expect(kind).toMatchObject({ status: 200, body: { user: { displayName: "برباره 🙂" } } });
    const lines = await member.api.patch("/api/chat/me", { displayName: "bar\u2028ba\nra" });
    expect(lines).toMatchObject({ status: 200, body: { user: { displayName: "bar ba ra" } } });
  });

  test("a message may hold any character but NUL and half characters, and comes back as it was", async () => {
    const { member } = scene;
    const text =
      '\u202eright to left\u202c \u200f עברית 👩‍👩‍👧 \u0007 <script>alert(1)</script> \'; DROP TABLE "Message";--';
    expect((await member.send(scene.roomId, text)).body).toBe(text);
    for (const body of ["a\u0000b", "a\ud800", "\udc00a"]) {
      const reply = await member.api.post(`/api/chat/rooms/${scene.roomId}/messages`, { body });
      expect(reply).toMatchObject({ status: 422, body: { error: { fields: { body: expect.any(String) } } } });
    }
  });

  test("one name cannot be registered twice by writing it otherwise", async () => {
    const account = (username: string) => ({ username, password: "a long enough one" });
    expect((await client(server.url).post("/api/register", account("Zoë"))).status).toBe(201);
    for (const other of ["zoë", "ZOË", "Zoe\u0308", "ＺＯË"]) {
      const reply = await client(server.url).post("/api/register", account(other));
      expect(reply, other).toMatchObject({
        status: 422,
        body: { error: { fields: { username: expect.any(String) } } },
      });
    }
  });
});

describe("what is asked for is bounded", () => {
  test.each([
    "messages?limit=1000000000",
    "messages?limit=0",
    "messages?limit=-1",
    "messages?limit=1.5",
    "messages?limit=1e2",
    "messages?limit=abc",
    "messages?before=99999999999999999999",
    "messages?before=1%27%20OR%201=1",
    "messages?before=%00",
    "messages?before=1&after=1",
    "messages?around=NaN",
    "changes",
    "changes?since=-1",
    "changes?since=1&limit=1000000000",
    "members?limit=1000000000",
    "members?offset=-1",
  ])("%s", async (rest) => {
    const place = `/api/chat/rooms/${scene.roomId}/`;
    expect((await scene.member.api.get(`${place}${rest.split("?")[0]}?since=0`)).status).toBe(200);
    expect((await scene.member.api.get(place + rest)).status).toBe(422);
  });

  test("a search has a length and a number of answers", async () => {
    const { api } = scene.member;
    expect((await api.get(`/api/chat/people?q=${"x".repeat(100)}`)).status).toBe(200);
    expect((await api.get(`/api/chat/people?q=${"x".repeat(10_240)}`)).status).toBe(422);
    expect((await api.get("/api/chat/people?limit=1000000000")).status).toBe(422);
    for (const q of ["%25", "%00", "'", "%ed%a0%80", "%f0%9f"])
      expect((await api.get(`/api/chat/people?q=${q}`)).status).toBeLessThan(500);
    expect((await api.get("/api/chat/rooms?scope=everything")).status).toBe(422);
  });

  test("so is the number of people and of channels in one request", async () => {
    const { api, removed } = { ...scene.member, removed: scene.removed };
    const many = (count: number) => Array.from({ length: count }, () => removed.id);
    expect((await api.post("/api/chat/rooms", { kind: "DIRECT", userIds: many(1000) })).status).toBe(422);
    expect((await api.post("/api/chat/rooms", { kind: "PRIVATE", name: "n", userIds: many(1000) })).status).toBe(422);
    const channels = Array.from({ length: 2001 }, (_, i) => `private-room-${i}`);
    expect((await api.post("/api/realtime/auth", { socket_id: "1.1", channels })).status).toBe(422);
  });
});
