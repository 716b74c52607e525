import { afterAll, describe, expect, test } from "vitest";
import { apiRoutes } from "../support/api-routes.ts";
import { type Ask, ask, comparable, type Seen, startBothWays } from "../support/both-ways.ts";
import { browserOf } from "../support/browser-session.ts";
import { MUTATIONS } from "../support/mutations.ts";
import { peopleByRole, roomWithRoles } from "../support/roles.ts";
import { startServer } from "../support/server.ts";

// What a route answers must not depend on who calls its function: our own server, or Next behind its router.
const first = await startServer();
const stage = await roomWithRoles(await peopleByRole(first));
for (let i = 0; i < 30; i++) await stage.member.send(stage.roomId, `A message that takes some room, number ${i}.`);
const { cookie } = await browserOf(stage.admin);
await first.stop();
const servers = await startBothWays(first);
afterAll(() => Promise.all([servers.direct.stop(), servers.next.stop()]));

const { roomId, messageId, fileId, admin, member, stranger, target } = stage;
const known = new Set([roomId, messageId, fileId, ...[admin, member, stranger, target].map(({ id }) => id)]);
const METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];
/** Only these are answered by Next in both servers, because next-auth uses what only Next has. */
const NEXT_ONLY = "/api/auth/[...nextauth]";

const bearer = (person: { token: string }) => ({ authorization: `Bearer ${person.token}` });
const SENDERS = {
  nobody: {},
  stranger: bearer(stranger),
  "another site": { cookie, origin: "http://evil.example", "sec-fetch-site": "cross-site" },
  member: bearer(member),
  "our page": { cookie, "sec-fetch-site": "same-origin", "accept-encoding": "gzip, deflate, br, zstd" },
} as const;

const VALUES: Record<string, string> = {
  roomId,
  messageId,
  fileId,
  userId: target.id,
  emoji: encodeURIComponent("👍"),
  sessionId: "0nothing0nothing0000",
  inviteId: "0nothing0nothing0000",
  key: "unsigned",
  "...nextauth": "session",
  "...nothing": "nowhere/at/all",
};
const QUERIES: Record<string, string> = {
  "/api/chat/rooms/[roomId]/changes": "?since=0",
  "/api/chat/search": "?q=between",
  "/api/chat/find": "?q=plans",
  "/api/chat/open-rooms": "?q=plans",
};

function addressOf(route: string): string {
  return route.replaceAll(/\[([.\w]+)\]/g, (_, name: string) => VALUES[name] ?? "x") + (QUERIES[route] ?? "");
}

async function both(what: Ask): Promise<{ direct: Seen; next: Seen }> {
  const [direct, next] = await Promise.all([ask(servers.direct, what), ask(servers.next, what)]);
  return { direct, next };
}

async function expectSame(what: Ask, who = ""): Promise<Seen> {
  const { direct, next } = await both(what);
  expect(comparable(direct, known, servers.direct.port), `${who} ${what.method} ${what.path}`).toEqual(
    comparable(next, known, servers.next.port),
  );
  return direct;
}

/** What ends sessions or the room comes last, so that the others find them. */
const gravity = (route: string) =>
  ["DELETE ", "/password", "/confirmation", "/sessions", "/logout"].filter((w) => route.includes(w)).length;
const own = apiRoutes().sort((a, b) => gravity(a) - gravity(b));
const addresses = [...new Set(own.map((route) => route.split(" ")[1] ?? ""))];

test("the two servers answer in two ways, which only the framing of a reply tells", async () => {
  const { direct, next } = await both({ method: "GET", path: "/api/chat/me", headers: bearer(member) });
  expect(direct.status).toBe(200);
  expect([direct.headers["content-length"], direct.headers["transfer-encoding"]]).toEqual([
    [String(direct.body.length)],
    undefined,
  ]);
  expect(next.headers["transfer-encoding"]).toEqual(["chunked"]);
});

describe("methods that a route does not have", () => {
  test.each(addresses)("%s", async (address) => {
    const missing = METHODS.filter((method) => !own.includes(`${method} ${address}`));
    for (const [who, headers] of Object.entries({ nobody: SENDERS.nobody, member: SENDERS.member }))
      for (const method of missing) await expectSame({ method, path: addressOf(address), headers }, who);
  });
});

describe("odd requests", () => {
  const me = "/api/chat/me";
  const sender = bearer(member);
  const messages = `/api/chat/rooms/${roomId}/messages`;

  test.each([
    "/api/",
    "/api/chat",
    `${me}/`,
    `${me}/?a=1`,
    "/api//chat/me",
    "//api/chat/me",
    "/api/./chat/me",
    "/api/chat/../chat/me",
    "/api/chat/../../api/chat/me",
    "/api/chat/%2e%2e/chat/me",
    "/api/ch%61t/me",
    "/api/Chat/me",
    "/api/chat/me;a=1",
    "/api/chat/me%00",
    "/api/chat\\me",
    "/api/chat/rooms/[roomId]",
    "/api/chat/rooms/%5BroomId%5D",
    `/api/chat/rooms/${roomId}%2Fmessages`,
    "/api/chat/rooms/__proto__",
    "/api/constructor",
    "/api/%F0%9F%91%8D",
    "/api/chat/rooms/%F0%9F%91%8D",
    "/api/chat/rooms/%FF",
    `/api/chat/messages/${messageId}/reactions/%F0%9F%91%8D`,
    `/api/chat/messages/${messageId}/reactions/nothing`,
    `${me}?nxtProomId=1&__proto__=2&a[]=3`,
    `${me}?_rsc=1`,
    "/api/chat/rooms?limit=1&limit=2",
    "/api/chat/rooms?scope=nothing",
    "/api/chat/rooms?scope",
    `${messages}?limit=2&before=5#part`,
    `${messages}?limit=%32`,
    "/api/chat/rooms?limit=%FF",
  ])("%s", async (path) => {
    for (const method of ["GET", "HEAD", "POST", "OPTIONS"]) await expectSame({ method, path, headers: sender });
  });

  test.each([
    { "next-action": "x" },
    { rsc: "1" },
    { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    { "x-nextjs-data": "1" },
    { "x-invoke-path": "/api/health" },
    { cookie: "__prerender_bypass=1" },
    { cookie: "next-auth.session-token=%; next-auth.session-token=x" },
    { authorization: "Bearer" },
    { "x-parley-viewer": "somebody-else" },
    { "x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https", "x-forwarded-host": "evil.example" },
    { host: "evil.example:80" },
    { connection: "close" },
    { "accept-encoding": "identity" },
    { "accept-encoding": "gzip;q=0, *;q=0" },
    { purpose: "prefetch" },
  ])("with %j", async (headers) => {
    await expectSame({ method: "GET", path: "/api/realtime", headers: { ...sender, ...headers } });
    await expectSame({ method: "GET", path: "/api/chat/rooms", headers });
  });

  const json = { "content-type": "application/json" };
  test.each([
    ["cut off", { headers: json, body: "{" }],
    ["empty", { headers: json, body: "" }],
    ["no object", { headers: json, body: "[]" }],
    ["a prototype", { headers: json, body: '{"__proto__":{"body":"x"}}' }],
    ["no UTF-8", { headers: json, body: Buffer.from('{"body":"\xff"}', "latin1") }],
    ["a text that is too long", { headers: json, body: JSON.stringify({ body: "x".repeat(9_000) }) }],
    ["too many bytes", { headers: json, body: JSON.stringify({ body: "x".repeat(300_000) }) }],
    [
      "too many bytes, unannounced",
      { headers: { ...json, "transfer-encoding": "chunked" }, body: JSON.stringify({ body: "x".repeat(300_000) }) },
    ],
    ["no JSON", { headers: { "content-type": "text/plain" }, body: "{}" }],
    ["a form", { headers: { "content-type": "application/x-www-form-urlencoded" }, body: "body=x" }],
    ["good, and waited for", { headers: { ...json, expect: "100-continue" }, body: '{"body":"held","clientId":"h1"}' }],
    ["missing", { headers: {}, body: "" }],
  ])("a body that is %s", async (_, { headers, body }) => {
    const reply = await expectSame({ method: "POST", path: messages, headers: { ...sender, ...headers }, body });
    expect(reply.status).toBeLessThan(500);
  });

  test("a file, its parts, and what the browser has of it already", async () => {
    const path = `/api/files/${fileId}`;
    const whole = await expectSame({ method: "GET", path, headers: sender });
    expect([whole.status, whole.headers["content-length"]]).toEqual([200, [String(whole.body.length)]]);
    const tag = whole.headers.etag?.[0] ?? "";
    const conditions = [
      { "if-none-match": tag },
      { range: "bytes=2-5" },
      { range: "bytes=900-" },
      { range: "x", "if-range": tag },
    ];
    const statuses: number[] = [];
    for (const more of conditions)
      for (const method of ["GET", "HEAD"])
        statuses.push((await expectSame({ method, path, headers: { ...sender, ...more } })).status);
    expect(statuses).toEqual([304, 304, 206, 206, 416, 416, 200, 200]);
  });
});

describe("requests of all kinds of senders", () => {
  test.each(own)("%s", async (route) => {
    const [method = "", address = ""] = route.split(" ");
    const mutation = MUTATIONS[route]?.(stage);
    const path = mutation?.path ?? addressOf(address);
    const json = mutation?.body && JSON.stringify(mutation.body);
    for (const [who, sender] of Object.entries(SENDERS)) {
      const headers = { ...sender, ...(json && { "content-type": "application/json" }) };
      const reply = await expectSame({ method, path, headers, body: json }, who);
      if (reply.headers["content-type"]?.[0] === "application/json" && address !== NEXT_ONLY)
        expect(reply.headers["transfer-encoding"], "it was answered directly").toBeUndefined();
    }
  });
});
