import { randomUUID } from "node:crypto";
import Database from "better-sqlite3";

/** Writes `count` messages into a room as another process would, so that no live event tells of them. */
export function writeWithoutEvents(server: { dataDir: string }, roomId: string, authorId: string, count: number): void {
  const database = new Database(`${server.dataDir}/parley.db`);
  const insert = database.prepare(
    "INSERT INTO Message (id, roomId, seq, rev, authorId, clientId, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  database.transaction(() => {
    const room = database.prepare("SELECT seq, rev FROM Room WHERE id = ?").get(roomId) as { seq: number; rev: number };
    for (let n = 1; n <= count; n++) {
      const id = randomUUID().replaceAll("-", "").slice(0, 20);
      insert.run(id, roomId, room.seq + n, room.rev + n, authorId, randomUUID(), `Gap ${n}`);
    }
    database.prepare("UPDATE Room SET seq = seq + ?, rev = rev + ? WHERE id = ?").run(count, count, roomId);
  })();
  database.close();
}
