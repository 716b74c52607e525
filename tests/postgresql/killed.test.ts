// What commands say while PostgreSQL is killed, hangs, and comes back (docs/reliability.md M3, D1, D2, D6).
import { randomUUID } from "node:crypto";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { GET as listRoute } from "@/app/api/chat/rooms/route.ts";
import { changeAccount } from "@/lib/accounts/commands.ts";
import { isDatabaseGone } from "@/lib/db/away.ts";
import { closeDoors, db, isAway, openDoors, sql, write, writeSql } from "@/lib/db/doors.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { editMessage, sendMessage } from "@/lib/messages/commands.ts";
import type { Message } from "@/lib/messages/schema.ts";
import { createRoom } from "@/lib/rooms/commands.ts";
import { startPostgresql } from "../../scripts/steps/postgresql.mjs";
import { until } from "../support/until.ts";
import { type RegisteredViewer, refusal, START_MS, signUp } from "../unit/accounts/register-viewer.ts";

const KILLS = 3;
const SENDERS = 6;
const SENT_BETWEEN = 40;

let postgresql: Awaited<ReturnType<typeof startPostgresql>>;
let ada: RegisteredViewer, grace: RegisteredViewer;
let room: string;
let words = "";

beforeAll(async () => {
  postgresql = await startPostgresql();
  process.env.DATABASE_URL = await postgresql.createDatabase("parley");
  process.env.DATABASE_DIRECT_URL = process.env.DATABASE_URL;
  await migrate(process.env.DATABASE_URL);
  await openDoors();
  [ada, grace] = [await signUp("ada"), await signUp("grace")];
  room = (await createRoom(ada, { kind: "PRIVATE", name: "Garden", topic: "", userIds: [grace.id] })).room.id;
  vi.spyOn(process.stderr, "write").mockImplementation((line) => {
    words += line;
    return true;
  });
}, 2 * START_MS);
afterAll(async () => {
  await closeDoors();
  await postgresql.stop();
});

const count = (line: string) => words.split(line).length - 1;
const isThere = () =>
  sql.all`SELECT 1`.then(
    () => true,
    () => false,
  );

test("nothing that was acknowledged is lost, doubled or misplaced when PostgreSQL is killed in traffic, again and again", async () => {
  const accepted: { sender: number; message: Message }[] = [];
  const refused = new Set<string>();
  let isOver = false;
  // As the outbox does: one message after the other, each again until it is accepted.
  const sender = async (n: number) => {
    for (let next = 0; !isOver; next += 1) {
      const input = { body: `${n}:${next}`, clientId: randomUUID() };
      for (let isSent = false; !isSent; ) {
        try {
          accepted.push({ sender: n, message: (await sendMessage(n % 2 ? ada : grace, room, input)).message });
          isSent = true;
        } catch (error) {
          refused.add(isAway(error) ? "away" : String((error as Error).stack));
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      }
    }
  };
  const traffic = Promise.all(Array.from({ length: SENDERS }, (_, n) => sender(n)));
  const more = async () => {
    const before = accepted.length;
    const isEnough = () => accepted.length >= before + SENT_BETWEEN;
    await until(isEnough, { timeoutMs: 60_000, what: "messages are accepted" });
  };
  for (let kill = 0; kill < KILLS; kill += 1) {
    await more();
    await postgresql.kill();
    await until(isDatabaseGone, { timeoutMs: 30_000, what: "it is noticed" });
    await postgresql.start();
    await until(isThere, { timeoutMs: 60_000, what: "it answers again" });
  }
  await more();
  isOver = true;
  await traffic;
  expect([...refused]).toEqual(["away"]);

  const rows = await db().message.findMany({ where: { roomId: room }, orderBy: { seq: "asc" } });
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, at) => at + 1));
  const inOrder = accepted.toSorted((a, b) => a.message.seq - b.message.seq);
  const stored = rows.filter(({ kind }) => kind === "USER").map(({ id, seq, body }) => ({ id, seq, body }));
  expect(stored).toEqual(inOrder.map(({ message: { id, seq, body } }) => ({ id, seq, body })));
  for (let n = 0; n < SENDERS; n += 1) {
    const own = inOrder.filter(({ sender }) => sender === n).map(({ message }) => message.body);
    expect(own).toEqual(own.map((_, at) => `${n}:${at}`));
  }
  await until(() => count("The database can be used again.") > 0, { timeoutMs: 20_000, what: "the log says so" });
  expect(count("The database cannot be used now.")).toBeLessThanOrEqual(KILLS);
  expect(count('"level":"error"')).toBeLessThanOrEqual(KILLS);
}, 240_000);

test("every way to the database says that it is away, and the log says it once", async () => {
  const { message } = await sendMessage(ada, room, { body: "Before" });
  words = "";
  postgresql.signal("SIGKILL");
  const ways: (() => Promise<unknown>)[] = [
    () => db().user.findMany(),
    () => db().user.count(),
    () => db().message.findUnique({ where: { id: message.id } }),
    () => sql.all`SELECT 1`,
    () => write((tx) => tx.user.count()),
    () => writeSql((tx) => tx.sql.all`SELECT 1`),
    () => writeSql((tx) => tx.sql.all`SELECT 1`, { table: "Room", id: room }),
    () => sendMessage(ada, room, { body: "Hello?" }),
    () => editMessage(ada, message.id, { body: "Hello?" }),
    () => createRoom(ada, { kind: "OPEN", name: "Nowhere", topic: "" }),
    () => changeAccount(ada, grace.id, { disabled: true }),
  ];
  for (const [at, way] of ways.entries()) {
    // At once, while connections break, and later, while none can be made.
    const errors = await Promise.all(
      [1, 2, 3].map(() =>
        way().then(
          () => "done",
          (error) => error,
        ),
      ),
    );
    for (const error of errors) expect([at, isAway(error), error]).toEqual([at, true, error]);
  }
  const headers = { authorization: `Bearer ${ada.token}`, host: "parley.test" };
  for (let n = 0; n < 20; n += 1) {
    const request = new NextRequest("http://parley.test/api/chat/rooms?scope=joined", { headers });
    const reply = await listRoute(request, { params: Promise.resolve({}) });
    expect([reply.status, Number(reply.headers.get("retry-after")) > 0]).toEqual([503, true]);
    expect(await reply.json()).toEqual({
      error: { code: "unavailable", message: "The server cannot reach its data at the moment. Try again soon." },
    });
  }
  expect(words.trim().split("\n")).toEqual([expect.stringContaining("The database cannot be used now.")]);
  await postgresql.start();
  await until(isThere, { timeoutMs: 60_000, what: "it answers again" });
  expect(await refusal(editMessage(ada, message.id, { body: "After" }))).toBe("done");
}, 240_000);

test("a database that hangs is away, too, and is not waited for without end", async () => {
  const input = { body: "Anybody?", clientId: randomUUID() };
  postgresql.signal("SIGSTOP");
  const asked = await Promise.all([sendMessage(ada, room, input), db().user.count()].map(refusalOf));
  expect(asked.map(isAway)).toEqual([true, true]);
  postgresql.signal("SIGCONT");
  const isSent = async () => (await refusal(sendMessage(ada, room, input))) === "done";
  await until(isSent, { timeoutMs: 60_000, what: "it is sent" });
  expect(await db().message.count({ where: { roomId: room, body: "Anybody?" } })).toBe(1);
}, 240_000);

const refusalOf = (asked: Promise<unknown>) =>
  asked.then(
    () => null,
    (error: unknown) => error,
  );
