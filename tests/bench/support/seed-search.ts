import path from "node:path";
import Database from "better-sqlite3";
import { toKey } from "@/lib/db/search-index.ts";
import { termsOfMessage } from "@/lib/search/message-text.ts";
import { textMaker } from "./search-texts.ts";
import { type Seeded, seed } from "./seed.ts";

export const ROOMS = 50;
/** The first person is in so many of the rooms, the second one in all. */
export const OWN_ROOMS = 10;
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
const BATCH = 2_000;

export type SeededSearch = Seeded & { textBytes: number; indexBytes: number };

/** Rooms with messages over a year, one after the other in all rooms, and their index as sends would have left it. */
export async function seedSearch(messages: number): Promise<SeededSearch> {
  const seeded = await seed(20, { count: ROOMS, people: 20, messages: 0 });
  const db = new Database(path.join(seeded.dataDir, "parley.db"));
  try {
    for (const pragma of ["journal_mode = OFF", "synchronous = OFF", "cache_size = -400000"]) db.pragma(pragma);
    const textBytes = addMessages(db, seeded, messages);
    db.exec(`INSERT INTO "SearchIndex" ("SearchIndex") VALUES ('optimize')`);
    const size = db.prepare(`SELECT SUM("pgsize") FROM dbstat WHERE "name" LIKE 'SearchIndex%'`).pluck();
    return { ...seeded, textBytes, indexBytes: Number(size.get()) };
  } finally {
    db.close();
  }
}

function addMessages(db: Database.Database, { roomIds, users }: Seeded, messages: number): number {
  const [own] = users;
  db.exec(`DELETE FROM "Message"`);
  for (const roomId of roomIds.slice(OWN_ROOMS))
    db.prepare(`DELETE FROM "Membership" WHERE "roomId" = ? AND "userId" = ?`).run(roomId, own?.id);
  for (const roomId of roomIds) db.prepare(`INSERT INTO "SearchRoom" ("roomId") VALUES (?)`).run(roomId);
  const addMessage = db.prepare(
    `INSERT INTO "Message" ("id", "roomId", "seq", "rev", "authorId", "body", "createdAt") VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const addTerms = db.prepare(`INSERT INTO "SearchIndex" ("rowid", "terms") VALUES (CAST(? AS INTEGER), ?)`);
  const begin = Date.now() - YEAR_MS;
  const textOf = textMaker(1);
  let bytes = 0;
  const addBatch = db.transaction((from: number, to: number) => {
    for (let at = from; at < to; at++) {
      const [room, seq] = [at % ROOMS, Math.floor(at / ROOMS) + 1];
      const body = textOf(at);
      bytes += Buffer.byteLength(body);
      const authorId = users[at % users.length]?.id ?? "";
      const time = new Date(begin + (at / messages) * YEAR_MS).toISOString().replace("Z", "+00:00");
      addMessage.run(at.toString(36).padStart(20, "0"), roomIds[room], seq, seq, authorId, body, time);
      const terms = termsOfMessage({ body, authorId, files: [], isEdited: false });
      addTerms.run(toKey({ room: room + 1, seq }), terms.map((term) => `t${term.toString(36)}`).join(" "));
    }
  });
  for (let at = 0; at < messages; at += BATCH) addBatch(at, Math.min(messages, at + BATCH));
  db.prepare(`UPDATE "Room" SET "seq" = ?, "rev" = ? WHERE "id" LIKE 'benchroom%'`).run(
    Math.floor(messages / ROOMS),
    Math.floor(messages / ROOMS),
  );
  return bytes;
}
