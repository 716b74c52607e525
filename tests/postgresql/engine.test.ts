// What PostgreSQL has to be told so that it keeps the promises that SQLite's single writer keeps by itself.
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { getConfig } from "@/lib/config.ts";
import { closeDoors, db, openDoors, sql, statement, write, writeSql } from "@/lib/db/doors.ts";
import { isUniqueViolation } from "@/lib/db/errors.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { openDatabase } from "@/lib/db/postgresql/open-database.ts";
import { sqlList } from "@/lib/db/sql.ts";
import { removeMember } from "@/lib/members/commands.ts";
import { sendMessage } from "@/lib/messages/commands.ts";
import { createRoom } from "@/lib/rooms/commands.ts";
import { copyOf } from "../support/copy-database.ts";
import { type RegisteredViewer, refusal, START_MS, signUp } from "../unit/accounts/register-viewer.ts";

let ada: RegisteredViewer, grace: RegisteredViewer;

beforeAll(async () => {
  await openDoors();
  [ada, grace] = [await signUp("ada"), await signUp("grace")];
}, START_MS);
afterAll(closeDoors);

const newRoom = async () =>
  (await createRoom(ada, { kind: "PRIVATE", name: "Garden", topic: "", userIds: [grace.id] })).room.id;
const roomOf = (id: string) => db().room.findUniqueOrThrow({ where: { id } });

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: getConfig().databaseUrl });
  await client.connect();
  return client;
}

describe("migrations", () => {
  test("of ten that start at once one migrates (docs/reliability.md M4)", async () => {
    const url = new URL(await copyOf(inject("template")));
    const admin = await connect();
    const empty = `${url.pathname.slice(1)}_empty`;
    await admin.query(`CREATE DATABASE "${empty}" TEMPLATE template0`);
    await admin.end();
    url.pathname = `/${empty}`;
    const applied = await Promise.all(Array.from({ length: 10 }, () => migrate(url.href)));
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
    expect(await migrate(url.href)).toEqual([]);
  });

  test("of a database that is not there end in one sentence", async () => {
    await expect(migrate(getConfig().databaseUrl.replace(/[^/]*$/, "nowhere"))).rejects.toThrow(
      /"nowhere" does not exist/,
    );
    await expect(openDatabase("postgresql://nobody@127.0.0.1:1/none")).rejects.toThrow(
      /^The database cannot be used \(.+\)\.$/,
    );
  });
});

test("a word with U+0000, which PostgreSQL cannot store, is looked for and not found, by Prisma and by SQL", async () => {
  const word = "ada\0";
  expect(await db().user.count({ where: { username: "ada" } })).toBe(1);
  expect(await db().user.count({ where: { username: word } })).toBe(0);
  expect(await db().user.count({ where: { username: { in: [word, "grace"] } } })).toBe(1);
  expect(await db().user.count({ where: { username: { contains: word } } })).toBe(0);
  expect(await sql.all`SELECT 1 FROM "User" WHERE "username" = ${word}`).toEqual([]);
  expect(await sql.all`SELECT 1 FROM "User" WHERE "username" IN ${sqlList([word, "grace"])}`).toHaveLength(1);
  const roomId = await newRoom();
  await write((tx) => tx.room.update({ where: { id: roomId }, data: { topic: "half\0whole" } }));
  expect((await roomOf(roomId)).topic).toBe("half\uFFFDwhole");
});

test("what somebody else has locked is waited for, not for ever, through every door, and reads go on", async () => {
  const roomId = await newRoom();
  const other = await connect();
  await other.query('BEGIN; LOCK TABLE "Room" IN EXCLUSIVE MODE');
  const doors = () => [
    write((tx) => tx.room.update({ where: { id: roomId }, data: { topic: "By Prisma" } })),
    writeSql((tx) => tx.sql.run`UPDATE "Room" SET "topic" = ${"By SQL"} WHERE "id" = ${roomId}`),
    statement.run`UPDATE "Room" SET "topic" = ${"By a statement"} WHERE "id" = ${roomId}`,
  ];
  const outcomes = Promise.allSettled(doors());
  expect((await roomOf(roomId)).topic).toBe("");
  expect(await outcomes).toMatchObject(Array(3).fill({ status: "rejected", reason: { code: "unavailable" } }));
  await other.query("ROLLBACK");
  await other.end();
  await Promise.all(doors());
}, 60_000);

describe("a change", () => {
  test("that read what another has changed since runs again, and no increment is lost", async () => {
    const { seq } = await roomOf("general");
    await Promise.all(
      Array.from({ length: 12 }, () =>
        write(async (tx) => {
          const room = await tx.room.findUniqueOrThrow({ where: { id: "general" } });
          await tx.room.update({ where: { id: "general" }, data: { seq: room.seq + 1 } });
        }),
      ),
    );
    expect((await roomOf("general")).seq).toBe(seq + 12);
  });

  test("of a row that is locked for it may write what it has read, though others of the row share its transaction", async () => {
    const { seq } = await roomOf("general");
    const change = () =>
      writeSql(
        async (tx) => {
          const [room] = await tx.sql.all<{ seq: number }>`SELECT "seq" FROM "Room" WHERE "id" = ${"general"}`;
          await tx.sql.run`UPDATE "Room" SET "seq" = ${(room?.seq ?? 0) + 1} WHERE "id" = ${"general"}`;
        },
        { table: "Room", id: "general" },
      );
    await Promise.all(Array.from({ length: 40 }, change));
    expect((await roomOf("general")).seq).toBe(seq + 40);
  });

  test("undoes what SQL did beside Prisma when it fails, and is seen by nobody before it is committed", async () => {
    const no = new Error("no");
    const change = write(async (tx) => {
      await tx.sql.run`UPDATE "Room" SET "topic" = ${"never"} WHERE "id" = ${"general"}`;
      expect((await tx.room.findUniqueOrThrow({ where: { id: "general" } })).topic).toBe("never");
      expect((await roomOf("general")).topic).not.toBe("never");
      throw no;
    });
    await expect(change).rejects.toBe(no);
    await expect(writeSql(() => Promise.reject(no))).rejects.toBe(no);
    expect((await roomOf("general")).topic).not.toBe("never");
  });

  test("gives dates and flags to SQL as Prisma does, and back, wherever the process is", async () => {
    const at = new Date("2026-02-03T04:05:06.789Z");
    await writeSql(
      (tx) => tx.sql.run`UPDATE "Room" SET "lastActivityAt" = ${at}, "isDefault" = ${true} WHERE "id" = ${"general"}`,
    );
    const row = await roomOf("general");
    expect(row).toMatchObject({ lastActivityAt: at, isDefault: true });
    expect(await sql.all`SELECT r.* FROM "Room" r WHERE r."id" = ${"general"}`).toEqual([row]);
  });

  test("is refused at the door for reads, and a name that is taken is known by its column", async () => {
    await expect(db().room.updateMany({ data: { topic: "" } })).rejects.toThrow(/readonly/);
    const twice = write((tx) => tx.user.update({ where: { id: grace.id }, data: { usernameKey: "ada" } }));
    const error = await twice.catch((error: unknown) => error);
    expect([isUniqueViolation(error, "usernameKey"), isUniqueViolation(error, "directKey")]).toEqual([true, false]);
  });
});

describe("messages", () => {
  test("of forty that come at once have each a number of their own, without holes, and a repeated one takes none", async () => {
    const room = await newRoom();
    const clientId = crypto.randomUUID();
    const before = (await roomOf(room)).seq;
    const sent = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        sendMessage(n % 2 ? ada : grace, room, { body: `${n}`, clientId: n < 36 ? crypto.randomUUID() : clientId }),
      ),
    );
    const seqs = [...new Set(sent.map(({ message }) => message.seq))].sort((a, b) => a - b);
    expect(seqs).toEqual(seqs.map((_, at) => before + at + 1));
    // Two people sent the last four under one clientId.
    expect(seqs).toHaveLength(38);
    expect((await roomOf(room)).seq).toBe(before + 38);
  });

  test("that wait for their room share a commit, and one that is refused takes no other with it", async () => {
    const room = await newRoom();
    const bodies = Array.from({ length: 20 }, (_, n) => `Share ${n}`);
    const clientId = crypto.randomUUID();
    const all = bodies.map((body) => sendMessage(ada, room, { body }));
    // The second of these finds the first, and fails in a transaction of many.
    const same = [1, 2].map(() => sendMessage(grace, room, { body: "Same", clientId }));
    const [first, second] = await Promise.all(same);
    expect([first?.message.id, first?.created]).toEqual([second?.message.id, !second?.created]);
    expect((await Promise.all(all)).map(({ created }) => created)).toEqual(bodies.map(() => true));
    const later = await Promise.all(bodies.map((body) => sendMessage(ada, room, { body: `${body} again` })));
    const [commits] = await sql.all<{ n: number }>`
      SELECT COUNT(DISTINCT xmin::text) AS "n" FROM "Message" WHERE "roomId" = ${room} AND "body" LIKE ${"%again"}`;
    expect(later).toHaveLength(20);
    expect(commits?.n).toBeLessThan(bodies.length);
  });

  test("are sent by statements that have a name, and without it once a pooler has lost the names", async () => {
    const room = await newRoom();
    const named = async () => (await sql.all`SELECT 1 FROM pg_prepared_statements WHERE name LIKE ${"parley%"}`).length;
    const send = () => sendMessage(ada, room, { body: "By name" });
    for (let n = 0; n < 2; n++) expect(await send()).toMatchObject({ created: true });
    const onConnection = await writeSql(
      (tx) => tx.sql.all`SELECT 1 FROM pg_prepared_statements WHERE name LIKE ${"parley%"}`,
    );
    const isDirect = getConfig().migrationUrl === getConfig().databaseUrl;
    expect([onConnection.length > 0, await named()]).toEqual([isDirect, 0]);
    await statement.run`DEALLOCATE ALL`;
    for (let n = 0; n < 2; n++) expect(await send()).toMatchObject({ created: true });
    expect(await db().message.count({ where: { roomId: room, body: "By name" } })).toBe(4);
    await statement.run`DEALLOCATE ALL`;
    expect(await send()).toMatchObject({ created: true });
  });

  test("of somebody whose removal is committed while they wait for the room are refused", async () => {
    const room = await newRoom();
    const other = await connect();
    await other.query("BEGIN");
    await other.query(`UPDATE "Room" SET "rev" = "rev" + 1 WHERE "id" = $1`, [room]);
    await other.query(`DELETE FROM "Membership" WHERE "roomId" = $1 AND "userId" = $2`, [room, grace.id]);
    const late = refusal(sendMessage(grace, room, { body: "Still here?" }));
    const isWaiting = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await expect.poll(async () => (await other.query(isWaiting)).rows[0].n, { timeout: 20_000 }).toBe(1);
    await other.query("COMMIT");
    await other.end();
    expect(await late).toBe("not_found");
    expect(await db().message.count({ where: { roomId: room, body: "Still here?" } })).toBe(0);
  });

  test("of those who were removed before are refused, too", async () => {
    const room = await newRoom();
    expect(await sendMessage(grace, room, { body: "I am" })).toMatchObject({ created: true });
    await removeMember(ada, room, grace.id);
    expect(await refusal(sendMessage(grace, room, { body: "Not any more" }))).toBe("not_found");
  });
});
