import { createHash } from "node:crypto";
import path from "node:path";
import Database from "better-sqlite3";
import { copyTemplate } from "@/tests/support/template-database.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const CACHE_KB = 400_000;

type Rooms = { count: number; people: number; messages: number };
export type Seeded = { dataDir: string; users: SeededUser[]; roomIds: string[] };
export type SeededUser = { id: string; token: string };

/**
 * A data folder with people who are logged in, and rooms with all of them and a history. The rows are written into the
 * file as users/commands and auth/sessions would write them, because hashing a thousand passwords would take minutes.
 */
export async function seed(people: number, rooms: Rooms): Promise<Seeded> {
  const dataDir = temporaryFolder();
  await copyTemplate(dataDir);
  const db = new Database(path.join(dataDir, "parley.db"));
  try {
    for (const pragma of ["journal_mode = OFF", "synchronous = OFF", `cache_size = -${CACHE_KB}`]) db.pragma(pragma);
    return db.transaction(() => ({ dataDir, users: addPeople(db, people), roomIds: addRooms(db, rooms) }))();
  } finally {
    db.close();
  }
}

const userId = (i: number): string => `bench${String(i).padStart(15, "0")}`;
const roomIdOf = (i: number): string => `benchroom${String(i).padStart(11, "0")}`;
/** The format in which Prisma writes times. */
const timestamp = (ms: number): string => new Date(ms).toISOString().replace("Z", "+00:00");

function addPeople(db: Database.Database, count: number): SeededUser[] {
  const now = timestamp(Date.now());
  const addUser = db.prepare(
    `INSERT INTO "User" ("id", "username", "usernameKey", "displayName", "passwordHash", "role", "isFounder", "createdAt")
     VALUES (?, ?, ?, ?, 'nobody logs in with it', ?, ?, ?)`,
  );
  const addSession = db.prepare(
    `INSERT INTO "Session" ("id", "userId", "kind", "tokenHash", "createdAt", "lastSeenAt", "expiresAt")
     VALUES (?, ?, 'TOKEN', ?, ?, ?, ?)`,
  );
  return Array.from({ length: count }, (_, i) => {
    const id = userId(i);
    const token = `bench-session-${String(i).padStart(29, "0")}`;
    addUser.run(id, id, id, id, i === 0 ? "ADMIN" : "MEMBER", i === 0 ? 1 : null, now);
    const tokenHash = createHash("sha256").update(token).digest("base64url");
    addSession.run(id, id, tokenHash, now, now, timestamp(Date.now() + DAY_MS));
    return { id, token };
  });
}

function addRooms(db: Database.Database, { count, people, messages }: Rooms): string[] {
  const now = timestamp(Date.now());
  const addRoom = db.prepare(
    `INSERT INTO "Room" ("id", "kind", "name", "seq", "rev", "lastActivityAt", "createdAt") VALUES (?, 'PRIVATE', ?, ?, ?, ?, ?)`,
  );
  const addMember = db.prepare(
    `INSERT INTO "Membership" ("roomId", "userId", "role", "lastReadSeq", "joinedAt") VALUES (?, ?, ?, ?, ?)`,
  );
  const addMessages = db.prepare(
    `INSERT INTO "Message" ("id", "roomId", "seq", "rev", "authorId", "clientId", "body", "createdAt")
     WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
     SELECT lower(hex(randomblob(10))), ?, i, i, printf('bench%015d', i % ?), lower(hex(randomblob(16))),
            'Message ' || i || ' of a conversation that has gone on for a good while', ? FROM n`,
  );
  return Array.from({ length: count }, (_, i) => {
    const id = roomIdOf(i);
    addRoom.run(id, `Room ${i}`, messages, messages, now, now);
    for (let p = 0; p < people; p++) addMember.run(id, userId(p), p === 0 ? "OWNER" : "MEMBER", messages, now);
    addMessages.run(messages, id, people, now);
    return id;
  });
}
