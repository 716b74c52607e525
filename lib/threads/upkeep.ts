import "server-only";
import { type SqlTx, sql, writeSql } from "../db/doors.ts";
import type { PeriodicWork } from "../leases/periodic-work.ts";
import { log } from "../log.ts";
import type { Message } from "../messages/schema.ts";
import { lockRoom, tickRoom } from "../rooms/room-clock.ts";
import { announceRoot } from "./announce.ts";
import { loadRoot, summaryWith, writeSummary } from "./change-summary.ts";
import { readSummary } from "./summary.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** So many threads are looked at in one statement, so that others get their turn. */
const AT_ONCE = 100;

/** Every night: what messages say of their threads is compared with the replies. */
export const threadUpkeep: PeriodicWork = {
  name: "threads",
  everyMs: DAY_MS,
  async run() {
    await correctThreads();
  },
};

/**
 * Counts the replies of every thread, corrects what a message says wrongly of its own, and logs that. It is to find nothing. Resolves
 * to the number of corrected threads. Each thread has followers: whoever wrote in it.
 */
export async function correctThreads(): Promise<number> {
  let corrected = 0;
  for (let after = ""; ; ) {
    const threads = await sql.all<{ id: string; roomId: string; threadSummary: string | null; replies: number }>`
      SELECT r."id", r."roomId", r."threadSummary",
        (SELECT COUNT(*) FROM "Message" x WHERE x."rootId" = r."id" AND x."deletedAt" IS NULL) AS "replies"
      FROM "Message" r WHERE r."id" IN (
        SELECT DISTINCT f."rootId" FROM "ThreadFollow" f WHERE f."rootId" > ${after} ORDER BY f."rootId" LIMIT ${AT_ONCE})
      ORDER BY r."id"`;
    for (const { id, roomId, replies, ...row } of threads)
      if (replies !== countIn(row) && (await correctThread(roomId, id))) corrected++;
    if (threads.length < AT_ONCE) break;
    after = threads.at(-1)?.id ?? "";
  }
  if (corrected > 0) log.warn("numbers of replies were corrected", { threads: corrected });
  return corrected;
}

const countIn = (row: { threadSummary: string | null }): number => readSummary(row)?.replyCount ?? 0;

/** Looks again with the room held, because a reply may have come meanwhile. */
async function correctThread(roomId: string, rootId: string): Promise<boolean> {
  const root = await writeSql(async (tx): Promise<Message | null> => {
    await lockRoom(tx, roomId);
    const row = await loadRoot(tx, rootId);
    const replyCount = await countReplies(tx, rootId);
    if (!row || replyCount === countIn(row)) return null;
    const { rev } = await tickRoom(tx, roomId);
    return writeSummary(tx, row, rev, await summaryWith(tx, rootId, replyCount));
  });
  if (root) announceRoot(root);
  return root !== null;
}

async function countReplies({ sql }: SqlTx, rootId: string): Promise<number> {
  const [row] = await sql.all<{ replies: number }>`
    SELECT COUNT(*) AS "replies" FROM "Message" WHERE "rootId" = ${rootId} AND "deletedAt" IS NULL`;
  return row?.replies ?? 0;
}
