import { randomUUID } from "node:crypto";
import { insertRows, openDatabase } from "./database.ts";

/** Writes `count` messages into a room as another process would, so that no live event tells of them. */
export async function writeWithoutEvents(
  server: { dataDir: string },
  roomId: string,
  authorId: string,
  count: number,
): Promise<void> {
  const database = await openDatabase(server);
  const [room] = await database.all<{ seq: number; rev: number }>(
    'SELECT "seq", "rev" FROM "Room" WHERE "id" = ?',
    roomId,
  );
  const { seq, rev } = room ?? { seq: 0, rev: 0 };
  const message = (n: number) => ({
    id: randomUUID().replaceAll("-", "").slice(0, 20),
    roomId,
    seq: seq + n,
    rev: rev + n,
    authorId,
    clientId: randomUUID(),
    body: `Gap ${n}`,
  });
  const rows = Array.from({ length: count }, (_, i) => message(i + 1));
  await insertRows(database, "Message", rows);
  await database.run('UPDATE "Room" SET "seq" = "seq" + ?, "rev" = "rev" + ? WHERE "id" = ?', count, count, roomId);
  await database.close();
}
