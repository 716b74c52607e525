// docs/reliability.md S10.
import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { cast, type Person, register } from "../support/cast.ts";
import { openDatabase } from "../support/database.ts";
import { heldUpload } from "../support/raw-http.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";
import { fetchFile, pdf, picture, put, rangeStart, type SignedUpload, ticketFor } from "../support/upload-files.ts";

// docs/reliability.md D3: the database enforces uniqueness, not one process's memory.
const one = await startServer();
const two = await startServer({ dataDir: one.dataDir });
afterAll(() => Promise.all([one.stop(), two.stop()]));
const { ada, grace, linus } = await cast(one);
const on = (person: Person, n: number) => person.via(n % 2 ? one : two);
const statuses = (replies: { status: number }[]) => replies.map((reply) => reply.status).sort();

test("the same send to two servers at once makes one message", async () => {
  const room = await ada.directWith(grace);
  for (let round = 0; round < 10; round++) {
    const body = { body: `Round ${round}`, clientId: randomUUID() };
    const replies = await Promise.all(
      [1, 2, 3, 4].map((n) => on(ada, n).api.post(`/api/chat/rooms/${room.id}/messages`, body)),
    );
    expect(statuses(replies)).toEqual([200, 200, 200, 201]);
    expect(new Set(replies.map((reply) => JSON.stringify(reply.body))).size).toBe(1);
  }
  expect((await on(grace, 2).fullHistory(room)).map((message) => message.body)).toEqual(
    Array.from({ length: 10 }, (_, round) => `Round ${round}`),
  );
});

test("people who talk through two servers are in one order, without holes, on both", async () => {
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id, linus.id] });
  const start = (await ada.room(room)).seq;
  await Promise.all(
    [ada, grace, linus, ada, grace, linus].map(async (person, n) => {
      for (let i = 0; i < 20; i++) await on(person, n).send(room, `${n}:${i}`);
    }),
  );
  const history = await on(ada, 1).fullHistory(room);
  expect(history.map((message) => message.seq)).toEqual(Array.from({ length: start + 120 }, (_, i) => i + 1));
  expect(await on(ada, 2).fullHistory(room)).toEqual(history);
});

test("a direct chat opened, and a name taken, through two servers at once, is one", async () => {
  const barbara = await register(one, "barbara");
  const chats = await Promise.all(
    [1, 2, 3, 4].map((n) => on(n % 2 ? ada : barbara, n).directWith(ada, barbara, linus)),
  );
  expect(new Set(chats.map((chat) => chat.id)).size).toBe(1);
  const names = await Promise.all(
    [1, 2, 3, 4].map((n) => on(ada, n).api.post("/api/chat/rooms", { kind: "OPEN", name: "One" })),
  );
  expect(statuses(names)).toEqual([201, 422, 422, 422]);
  const people = await Promise.all(
    [1, 2, 3, 4].map((n) => on(ada, n).api.post("/api/register", { username: "twin", password: "a long password" })),
  );
  expect(statuses(people)).toEqual([201, 422, 422, 422]);
});

const at = (ticket: SignedUpload, server: { url: string }): SignedUpload => ({
  ...ticket,
  url: ticket.url.replace(new URL(ticket.url).origin, server.url),
});
const bytesOf = async (server: { url: string }, id: string) =>
  Buffer.from(await (await fetchFile(ada, server.url, `/api/files/${id}`)).arrayBuffer());

test("an upload that hangs on one server and is gone on with on the other is whole, whatever comes to the first", async () => {
  const bytes = pdf(900_000);
  const ticket = await ticketFor(ada, "plan.pdf", bytes.length);
  const hanging = await heldUpload(one.port, ticket.url, ada.token, bytes);
  await hanging.send(300_000);
  await until(async () => (await rangeStart(ada, at(ticket, two))) === 300_000, {
    what: "the other sees what is there",
  });
  const rest = bytes.subarray(300_000);
  expect((await put(ada, at(ticket, two).url, rest, { start: 300_000 })).status).toBe(200);
  expect(await hanging.finish()).toBe(409);
  for (const server of [one, two]) expect((await bytesOf(server, ticket.customId)).equals(bytes)).toBe(true);
});

test("an upload whose end comes to both servers at once is ready, and readable on both", async () => {
  const photo = await picture("png", 1200, 900);
  for (let round = 0; round < 8; round++) {
    const [name, bytes] = round % 2 ? (["plan.pdf", pdf(400_000)] as const) : (["photo.png", photo] as const);
    const ticket = await ticketFor(ada, name, bytes.length);
    const hanging = await heldUpload(one.port, ticket.url, ada.token, bytes);
    await hanging.send(bytes.length);
    const there = () => rangeStart(ada, at(ticket, two));
    await until(async () => (await there()) === bytes.length, { what: "all bytes are there" });
    const ends = [hanging.finish(), put(ada, at(ticket, two).url, new Uint8Array(), { start: bytes.length })] as const;
    const [first, second] = await Promise.all(ends);
    // A request that meets the other server's unfinished work is told to try again.
    expect([first, second.status].every((status) => status === 200 || status === 503)).toBe(true);
    const again = await put(ada, ticket.url, new Uint8Array(), { start: await rangeStart(ada, ticket) });
    expect(again.status).toBe(200);
    const [here, beside] = [await bytesOf(one, ticket.customId), await bytesOf(two, ticket.customId)];
    const { size } = (again.body as { serverData: { file: { size: number } } }).serverData.file;
    expect([here.length, here.equals(beside)]).toEqual([size, true]);
  }
});

test("rooms made, left and deleted through both leave no trace of halves", async () => {
  await Promise.all(
    Array.from({ length: 12 }, async (_, n) => {
      const room = await on(ada, n).createRoom();
      await on(grace, n + 1).join(room);
      await on(grace, n).send(room, "Hello");
      await on(ada, n + 1).deleteRoom(room);
    }),
  );
  const database = await openDatabase(one);
  expect(await database.faults()).toEqual([]);
  const holes = await database.all(
    'SELECT "id" FROM "Room" r WHERE r."seq" <> (SELECT COUNT(*) FROM "Message" m WHERE m."roomId" = r."id")',
  );
  expect(holes).toEqual([]);
  await database.close();
});
