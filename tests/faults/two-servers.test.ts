// RELIABILITY.md S10.
import { randomUUID } from "node:crypto";
import Database from "better-sqlite3";
import { afterAll, expect, test } from "vitest";
import { cast, type Person, register } from "../support/cast.ts";
import { startServer } from "../support/server.ts";

// RELIABILITY.md D3: uniqueness is the database's, not one process's memory.
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

test("rooms made, left and deleted through both leave no trace of halves", async () => {
  await Promise.all(
    Array.from({ length: 12 }, async (_, n) => {
      const room = await on(ada, n).createRoom();
      await on(grace, n + 1).join(room);
      await on(grace, n).send(room, "Hello");
      await on(ada, n + 1).deleteRoom(room);
    }),
  );
  const database = new Database(`${one.dataDir}/parley.db`, { readonly: true });
  expect(database.pragma("foreign_key_check")).toEqual([]);
  const counts = database
    .prepare("SELECT COUNT(*) AS n FROM Room r WHERE r.seq <> (SELECT COUNT(*) FROM Message m WHERE m.roomId = r.id)")
    .get();
  expect(counts).toEqual({ n: 0 });
  database.close();
});
