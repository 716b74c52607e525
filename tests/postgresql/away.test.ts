// A database that is killed, hangs, or does not let us in (docs/reliability.md M3, D1, D2, D6).
import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { requireVersion } from "@/lib/db/postgresql/version.ts";
import { type Message, messageReplySchema } from "@/lib/messages/schema.ts";
import { startPostgresql } from "../../scripts/steps/postgresql.mjs";
import { type Cast, cast, type Person } from "../support/cast.ts";
import { client, refusal } from "../support/client.ts";
import { formOf } from "../support/forms.ts";
import { spawnServer, startServer, type TestServer } from "../support/server.ts";
import { until } from "../support/until.ts";

const KILLS = 3;
const SENDERS = 6;
const SENT_BETWEEN = 25;

let postgresql: Awaited<ReturnType<typeof startPostgresql>>;
let url: string;
let server: TestServer;
let people: Cast;

beforeAll(async () => {
  postgresql = await startPostgresql();
  url = await postgresql.createDatabase("parley");
  server = await startServer({ env: { DATABASE_URL: url } });
  people = await cast(server);
}, 240_000);
afterAll(async () => {
  await server?.stop();
  await postgresql?.stop();
});

const count = (words: string) => server.logs().split(words).length - 1;
const health = async () => (await client(server.url).get("/api/health")).body;
const isWell = async () => (await client(server.url).get("/api/health")).status === 200;
const page = (cookie = "") => fetch(server.url, { redirect: "manual", headers: cookie ? { cookie } : {} });

test("PostgreSQL that is killed in traffic loses, doubles and misplaces nothing that was acknowledged, and is used again by itself", async () => {
  const { ada, grace, linus } = people;
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id, linus.id] });
  const acknowledged: { sender: number; clientId: string; message: Message }[] = [];
  const refusals = new Set<string>();
  let isOver = false;
  // As the outbox does: one message after the other, each again until it is accepted.
  const sender = async (n: number) => {
    const person = [ada, grace, linus][n % 3] as Person;
    for (let next = 0; !isOver; next += 1) {
      const clientId = randomUUID();
      for (;;) {
        const { status, body, headers } = await person.api.post(`/api/chat/rooms/${room.id}/messages`, {
          body: `${n}:${next}`,
          clientId,
        });
        if (status < 300) {
          acknowledged.push({ sender: n, clientId, message: messageReplySchema.parse(body).message });
          break;
        }
        const { code } = (body as { error: { code: string } }).error;
        refusals.add(`${status} ${code} ${Number(headers.get("retry-after")) > 0}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  };
  const traffic = Promise.all(Array.from({ length: SENDERS }, (_, n) => sender(n)));
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = acknowledged.length;
    await until(() => acknowledged.length >= before + SENT_BETWEEN, {
      timeoutMs: 60_000,
      what: "messages are accepted",
    });
    await postgresql.kill();
    await until(async () => !(await isWell()), { timeoutMs: 30_000, what: "the health check fails" });
    expect(await health()).toMatchObject({ status: "failing", database: "failing", realtime: "ok" });
    await postgresql.start();
    await until(isWell, { timeoutMs: 60_000, what: "all is well again" });
  }
  const last = acknowledged.length;
  await until(() => acknowledged.length >= last + SENT_BETWEEN, { timeoutMs: 60_000, what: "messages are accepted" });
  isOver = true;
  await traffic;
  expect([...refusals]).toEqual(["503 unavailable true"]);

  const history = await ada.fullHistory(room);
  expect(history.map(({ seq }) => seq)).toEqual(history.map((_, at) => at + 1));
  const said = history.filter(({ kind }) => kind === "USER");
  const bySeq = acknowledged.toSorted((a, b) => a.message.seq - b.message.seq);
  expect(said).toEqual(bySeq.map(({ message }) => message));
  for (let n = 0; n < SENDERS; n += 1) {
    const own = bySeq.filter(({ sender }) => sender === n).map(({ message }) => message.body);
    expect(own).toEqual(own.map((_, at) => `${n}:${at}`));
  }
  await until(() => count("The database can be used again.") >= 1, { timeoutMs: 20_000, what: "the log says so" });
  expect(count("The database cannot be used now.")).toBeLessThanOrEqual(KILLS);
  expect(count('"level":"error"')).toBeLessThanOrEqual(4 * KILLS);
}, 300_000);

test("while it is away every way in says so with 503 and a time to wait, and pages have words", async () => {
  const { ada, grace } = people;
  const room = await ada.directWith(grace);
  const form = await formOf(null, "/login", "username", server);
  const before = server.logs().length;
  postgresql.signal("SIGKILL");
  const cold = client(server.url, "a-token-that-nobody-has-seen-yet");
  const asked = [
    ada.api.get("/api/chat/rooms"),
    ada.api.get(`/api/chat/rooms/${room.id}/messages`),
    ada.api.get(`/api/chat/rooms/${room.id}/changes?since=0`),
    ada.api.get("/api/chat/people?q=g"),
    ada.api.get("/api/chat/sessions"),
    ada.api.get(`/api/files/${"a".repeat(20)}`),
    ada.api.post(`/api/chat/rooms/${room.id}/messages`, { body: "Hello?" }),
    ada.api.patch(`/api/chat/messages/${"a".repeat(20)}`, { body: "Hello?" }),
    ada.api.post(`/api/chat/rooms/${room.id}/read`, { seq: 1 }),
    ada.api.post("/api/chat/rooms", { kind: "OPEN", name: "Nowhere" }),
    ada.api.post("/api/realtime/user-auth", { socket_id: "1.1" }),
    ada.api.post("/api/realtime/auth", { socket_id: "1.1", channels: [`private-room-${room.id}`] }),
    cold.get("/api/chat/me"),
    cold.post("/api/login", { username: "ada", password: "whatever it was" }),
    cold.post("/api/register", { username: "barbara", password: "a long new password" }),
  ];
  for (const [at, asking] of asked.entries()) {
    const reply = await asking;
    expect([at, await refusal(asking), Number(reply.headers.get("retry-after")) > 0]).toEqual([
      at,
      "503 unavailable",
      true,
    ]);
    expect(JSON.stringify(reply.body)).not.toMatch(/prisma|postgres|ECONN|connect/i);
  }
  for (const path of ["/", "/login", "/browse"]) {
    const reply = await fetch(new URL(path, server.url), { redirect: "manual" });
    expect([path, reply.status, Number(reply.headers.get("retry-after")) > 0]).toEqual([path, 503, true]);
    const html = await reply.text();
    expect(html).toContain("Parley cannot reach its data at the moment");
    const style = /<style>(.*)<\/style>/.exec(html)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(reply.headers.get("content-security-policy"), "its style is allowed").toContain(
      `style-src 'sha256-${hash}'`,
    );
  }
  const refused = await form.send({ username: "ada", password: "whatever it was", next: "/" });
  expect([refused.status, refused.text]).toEqual([503, expect.stringContaining("Your form was not saved.")]);
  const words = server.logs().slice(before);
  expect(words.split('"level":"error"').length - 1, words).toBeLessThanOrEqual(3);
  await postgresql.start();
  await until(async () => (await page()).status !== 503, { timeoutMs: 60_000, what: "pages are shown again" });
  expect(await ada.send(room, "Here again")).toMatchObject({ body: "Here again" });
}, 240_000);

test("a database that hangs is away and not waited for without end", async () => {
  const { ada, grace } = people;
  const room = await ada.directWith(grace);
  postgresql.signal("SIGSTOP");
  const post = () => ada.api.post(`/api/chat/rooms/${room.id}/messages`, { body: "Anybody?", clientId });
  const clientId = randomUUID();
  expect(await refusal(post())).toBe("503 unavailable");
  postgresql.signal("SIGCONT");
  await until(async () => (await post()).status < 300, { timeoutMs: 60_000, what: "it is sent" });
  expect((await ada.fullHistory(room)).filter(({ body }) => body === "Anybody?")).toHaveLength(1);
}, 240_000);

test.each([
  [
    "a wrong password",
    (right: URL) => Object.assign(right, { password: "very-secret" }),
    /password authentication failed/,
  ],
  ["a wrong host", (right: URL) => Object.assign(right, { hostname: "nowhere.invalid" }), /ENOTFOUND|EAI_AGAIN/],
  ["a database that does not exist", (right: URL) => Object.assign(right, { pathname: "/nowhere" }), /does not exist/],
])("%s ends the start in one sentence without the password", async (_, change, reason) => {
  const wrong = change(new URL(url));
  const lost = await spawnServer({ env: { DATABASE_URL: wrong.href } });
  expect(await lost.ended).toBe(1);
  expect(lost.logs()).toMatch(/^The setting DATABASE_URL cannot be used: the database postgresql:[^\n]+\n$/);
  expect(lost.logs()).toMatch(reason);
  expect(lost.logs()).not.toContain(wrong.password);
});

test("PostgreSQL 14 is refused by its number", () => {
  expect(() => requireVersion([{ server_version_num: "150002" }])).not.toThrow();
  expect(() => requireVersion([{ server_version_num: "140011" }])).toThrow("it is PostgreSQL 14, and 15 is the oldest");
});
