import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer-type.ts";
import { closeDoors, db, openDoors, write } from "@/lib/db/doors.ts";
import { openClient, readPragma } from "@/lib/db/sqlite/open-client.ts";
import { createId } from "@/lib/ids.ts";
import { sendMessage } from "@/lib/messages/commands.ts";
import { createRoom } from "@/lib/rooms/commands.ts";
import { registerUser } from "@/lib/users/commands.ts";

// docs/reliability.md S1, S2, S9.
const HOLD_MS = 150;
let ada: Viewer;
let roomId: string;

beforeAll(async () => {
  await openDoors();
  const origin = { address: "test", userAgent: "test", kind: "TOKEN" } as const;
  const { user, session } = await registerUser({ username: "ada", password: "correct horse battery" }, origin);
  ada = { ...user, sessionId: session.id };
  roomId = (await createRoom(ada, { kind: "PRIVATE", name: "Room", topic: "", userIds: [] })).room.id;
});
afterAll(closeDoors);

const bodies = async () => (await db().message.findMany({ where: { roomId } })).map((row) => row.body);

test("no acknowledged message is lost to another's transaction that is held open and rolled back", async () => {
  const doomed = createId();
  let began = () => {};
  const open = new Promise<void>((resolve) => {
    began = resolve;
  });
  const rollback = write(async (tx) => {
    await tx.room.createMany({ data: { id: doomed, kind: "PRIVATE", name: "Never" } });
    began();
    await new Promise((resolve) => setTimeout(resolve, HOLD_MS));
    throw new Error("changed my mind");
  });
  const undone = expect(rollback).rejects.toThrow("changed my mind");
  await open;
  const sends = Array.from({ length: 100 }, (_, n) =>
    sendMessage(ada, roomId, { body: `Message ${n}`, clientId: randomUUID() }),
  );
  // The premise: these writes were asked for while the other transaction was open, and no connection sees its rows.
  expect(await db().room.findUnique({ where: { id: doomed } })).toBeNull();
  await undone;
  const sent = await Promise.all(sends);
  expect(sent.every((one) => one.created)).toBe(true);
  expect(await db().room.findUnique({ where: { id: doomed } })).toBeNull();
  const kept = await bodies();
  for (let n = 0; n < 100; n++) expect(kept).toContain(`Message ${n}`);
});

test("a message that is refused in the midst of others leaves nothing, and they are all there", async () => {
  const outsider = { ...ada, id: createId() };
  const clientId = randomUUID();
  const outcomes = await Promise.allSettled([
    ...Array.from({ length: 10 }, (_, n) => sendMessage(ada, roomId, { body: `Around ${n}`, clientId: randomUUID() })),
    sendMessage(outsider, roomId, { body: "From outside" }),
    ...Array.from({ length: 5 }, () => sendMessage(ada, roomId, { body: "Same", clientId })),
  ]);
  expect(outcomes.map((one) => one.status)).toEqual([
    ...Array(10).fill("fulfilled"),
    "rejected",
    ...Array(5).fill("fulfilled"),
  ]);
  const kept = await bodies();
  expect(kept.filter((body) => body === "Same")).toHaveLength(1);
  expect(kept.filter((body) => body.startsWith("Around"))).toHaveLength(10);
  expect(kept).not.toContain("From outside");
});

test("the numbers of a room have no holes, whatever was refused or repeated", async () => {
  const room = await db().room.findUniqueOrThrow({ where: { id: roomId } });
  const rows = await db().message.findMany({ where: { roomId }, orderBy: { seq: "asc" } });
  expect(rows.map((row) => row.seq)).toEqual(rows.map((_, i) => i + 1));
  expect(room).toMatchObject({ seq: rows.length, rev: rows.length });
});

test("both doors are durable, keep foreign keys and wait for locks", async () => {
  const pragmas = { journal_mode: "wal", synchronous: "2", foreign_keys: "1", secure_delete: "1" };
  for (const [name, wanted] of Object.entries(pragmas)) {
    expect(String(await readPragma(db(), name))).toBe(wanted);
    await write(async (tx) => {
      const [row] = await tx.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`);
      expect(String(Object.values(row ?? {})[0])).toBe(wanted);
    });
  }
  expect(Number(await readPragma(db(), "busy_timeout"))).toBeGreaterThanOrEqual(5000);
  expect(Number(await readPragma(db(), "query_only"))).toBe(1);
});

test("a database that cannot be durable is refused with a sentence", async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "parley-unit-")), "fine.db");
  await (await openClient(`file:${file}`, "write")).client.$disconnect();
  // A database in memory has no write-ahead log, like one on a file system without shared memory.
  await expect(openClient("file::memory:", "write")).rejects.toThrow(/refuses journal_mode = wal.*DATA_DIR/);
});

test("the SQLite inside is free of the WAL-reset fault (3.51.3 or newer)", async () => {
  const [row] = await db().$queryRawUnsafe<{ version: string }[]>("SELECT sqlite_version() AS version");
  const [major = 0, minor = 0, patch = 0] = (row?.version ?? "").split(".").map(Number);
  expect(major * 1_000_000 + minor * 1_000 + patch).toBeGreaterThanOrEqual(3_051_003);
});
