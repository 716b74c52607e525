// Two Parleys on one PostgreSQL and one Soketi, as behind a balancer without stickiness.
// docs/security.md A4, A7; docs/reliability.md L12, L14, L15, L17, M6, P1.

import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { EVERYONE_CHANNEL } from "@/lib/realtime/channels.ts";
import { presenceReplySchema } from "@/lib/realtime/events.ts";
import { startSoketi } from "../../scripts/steps/soketi.mjs";
import { type Cast, cast, PASSWORD, type Person } from "../support/cast.ts";
import { client, expectReply, expectSuccess } from "../support/client.ts";
import { copyOf } from "../support/copy-database.ts";
import { type Live, type LiveEvent, live } from "../support/live.ts";
import { type PushService, startPushService } from "../support/push-service.ts";
import { newDataDir, startServer, type TestServer } from "../support/server.ts";
import { until } from "../support/until.ts";

/** The promise: what is revoked at one instance holds at the other after this time. */
const REVOKED_MS = 1_000;
const LONG_MS = 60_000;

let url: string;
/** Instances whose files are on a disk have one folder between them (lib/files/claim-folder). */
let dataDir: string;
let soketi: Awaited<ReturnType<typeof startSoketi>>;
let service: PushService;
let one: TestServer, two: TestServer;
let people: Cast;
const open: Live[] = [];

const start = () =>
  startServer({
    dataDir,
    env: {
      ...soketi.settings,
      DATABASE_URL: url,
      NEXTAUTH_SECRET: "a secret that both instances are given",
      TRUST_PROXY: "1",
      SOCKET_CHECK_SECONDS: "0.5",
      LIMIT_LOGIN_PER_ACCOUNT: "6/600",
      LIMIT_SEND: "60/600",
      ...service.env,
    },
  });

beforeAll(async () => {
  url = await copyOf(inject("template"));
  dataDir = await newDataDir();
  soketi = await startSoketi();
  service = await startPushService();
  [one, two] = await Promise.all([start(), start()]);
  people = await cast(one);
}, 240_000);
afterEach(() => {
  for (const connection of open.splice(0)) connection.close();
});
afterAll(async () => {
  await Promise.all([one?.stop(), two?.stop()]);
  soketi?.stop();
  await service?.close();
});

async function connect(person: Person): Promise<Live> {
  const connection = await live(person);
  open.push(connection);
  return connection;
}

const carries = (text: string) => (event: LiveEvent) => JSON.stringify(event.data).includes(text);
const status = async (person: Person, path = "/api/chat/me") => (await person.api.get(path)).status;
const sendTo = (room: { id: string }, person: Person) =>
  person.api.post(`/api/chat/rooms/${room.id}/messages`, { body: "again", clientId: crypto.randomUUID() });

/** Lets the time pass in which a revocation may still be on its way, with requests that keep caches warm. */
async function afterRevocation(person: Person, path?: string): Promise<void> {
  const revoked = Date.now();
  while (Date.now() - revoked <= REVOKED_MS) await status(person, path);
}

test("guesses at a password are counted over both, and the owner is not locked out from elsewhere", async () => {
  const guess = (n: number, password = `wrong ${n} wrong`, address = "198.51.100.7") => {
    const headers = { "x-forwarded-for": address };
    return client((n % 2 ? one : two).url).post("/api/login", { username: "grace", password }, { headers });
  };
  const replies = await Promise.all(Array.from({ length: 16 }, (_, n) => guess(n)));
  expect(replies.map((reply) => reply.status).sort()).toEqual([...Array(6).fill(401), ...Array(10).fill(429)]);
  for (const n of [1, 2]) expect((await guess(n, PASSWORD)).status, "not even the right one").toBe(429);
  for (const n of [1, 2]) expect((await guess(n, PASSWORD, "203.0.113.5")).status).toBe(200);
});

test("what mallory sends is counted over both, and grace goes on", async () => {
  const { mallory, grace } = people;
  const room = await mallory.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  const replies = await Promise.all(Array.from({ length: 80 }, (_, n) => sendTo(room, mallory.via(n % 2 ? one : two))));
  expect(replies.filter((reply) => reply.status === 201)).toHaveLength(60);
  expect(replies.filter((reply) => reply.status === 429)).toHaveLength(20);
  expect((await sendTo(room, grace.via(two))).status).toBe(201);
});

test("a log-out at one instance holds a second later at the other, for requests and for sockets", async () => {
  const { ada, grace } = people;
  const device = await grace.logIn();
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  const [stays, goes] = [await connect(ada.via(one)), await connect(device.via(two))];
  await stays.room(room);
  await goes.room(room);
  await ada.send(room, "to both");
  await goes.next(carries("to both"));
  expect(await status(device.via(two))).toBe(200);
  await device.via(one).logOut();
  await afterRevocation(device.via(two));
  expect(await status(device.via(two))).toBe(401);
  expect(await status(grace.via(two)), "another session of hers").toBe(200);
  await ada.send(room, "to one");
  await stays.next(carries("to one"));
  await expect(goes.comeBack()).rejects.toThrow();
  expect(goes.events.some(carries("to one"))).toBe(false);
});

test("who is removed at one instance hears nothing that is sent through either, and cannot come back by the other", async () => {
  const { ada, grace, linus } = people;
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id, linus.id] });
  const [stays, goes] = [await connect(grace.via(two)), await connect(linus.via(two))];
  await stays.room(room);
  await goes.room(room);
  await ada.send(room, "all of us");
  await goes.next(carries("all of us"));
  await ada.via(one).remove(room, linus);
  await afterRevocation(linus.via(two), `/api/chat/rooms/${room.id}`);
  await ada.via(two).send(room, "without linus");
  await stays.next(carries("without linus"));
  expect(goes.events.some(carries("without linus"))).toBe(false);
  await expect((await connect(linus.via(two))).room(room)).rejects.toThrow("refused");
});

test("an administrator who was unmade at one instance is none at the other a second later", async () => {
  const { ada, grace } = people;
  const path = "/api/chat/accounts";
  const change = (role: string) => ada.via(one).api.patch(`/api/chat/accounts/${grace.id}`, { role });
  expect((await change("ADMIN")).status).toBe(200);
  await until(async () => (await status(grace.via(two), path)) === 200, { what: "grace is an administrator" });
  expect((await change("MEMBER")).status).toBe(200);
  await afterRevocation(grace.via(two), path);
  expect(await status(grace.via(two), path)).toBe(403);
});

test("a session that ends by time takes its sockets with it, though the live server knows nothing of sessions", async () => {
  const { linus } = people;
  const device = await linus.logIn();
  const goes = await connect(device.via(two));
  await goes.own();
  await query(
    `UPDATE "Session" SET "expiresAt" = now() - interval '1 day' WHERE "userId" = $1 AND "createdAt" =
     (SELECT max("createdAt") FROM "Session" WHERE "userId" = $1)`,
    [linus.id],
  );
  const isOut = () => goes.pusher.connection.state !== "connected";
  await until(isOut, { timeoutMs: LONG_MS, what: "the connection ends" });
  expect(await status(linus.via(two)), "another session of his").toBe(200);
});

async function query(text: string, values: unknown[] = []): Promise<void> {
  const database = new pg.Client({ connectionString: url });
  await database.connect();
  await database.query(text, values);
  await database.end();
}

/** As if the time had passed after which others take over from a process that was killed (leases.test.ts). */
const endLease = () => query(`UPDATE "Lease" SET "endsAt" = 0 WHERE "name" = 'presence'`);

const online = async (server: TestServer) =>
  (await expectReply(people.ada.via(server).api.get("/api/presence"), presenceReplySchema)).online.sort();
const told = (person: Person, how: "online" | "offline") => (event: LiveEvent) =>
  event.event === "presence.changed" && (event.data as Record<string, string[]>)[how]?.includes(person.id) === true;

test(
  "both instances say the same of who is there, also after they were started anew, and tell who comes and goes",
  async () => {
    const { ada, grace, linus } = people;
    const watches = await connect(ada.via(one));
    await watches.own();
    await watches.subscribe(EVERYONE_CHANNEL);
    const comes = await connect(grace.via(two));
    await comes.own();
    const both = [ada.id, grace.id].sort();
    const agree = async (who: string[]) =>
      until(async () => JSON.stringify(await Promise.all([online(one), online(two)])) === JSON.stringify([who, who]), {
        timeoutMs: LONG_MS,
        what: "both say the same",
      });
    await agree(both);
    await watches.next(told(grace, "online"), LONG_MS);

    // Whichever of them told it, the other one goes on.
    await one.kill();
    await endLease();
    one = await start();
    await two.kill();
    await endLease();
    two = await start();
    await agree(both);
    comes.close();
    await watches.next(told(grace, "offline"), LONG_MS);
    await agree([ada.id]);
    const third = await connect(linus.via(two));
    await third.own();
    await watches.next(told(linus, "online"), LONG_MS);
  },
  4 * LONG_MS,
);

test("a phone is told once of what is sent at one and repeated at the other", async () => {
  // The instances may have been started anew, at other ports.
  const ada = people.ada.via(one);
  const phone = await people.grace.logIn(two);
  const browser = await service.subscribe();
  await expectSuccess(phone.api.put("/api/chat/push-subscriptions", browser.subscription));
  const room = await ada.directWith(people.grace);
  const clientId = crypto.randomUUID();
  for (const at of [one, two, one]) await ada.via(at).send(room, "Once", { clientId });
  expect(await browser.told(0)).toBe("ada: Once");
  // Through the first one, so that it cannot join what the second would wrongly tell.
  await ada.via(one).send(room, "And more");
  expect(await browser.told(1)).toBe("ada: And more");
  expect(browser.requests).toBe(2);
  expect(service.faults).toEqual([]);
  await phone.logOut();
});
