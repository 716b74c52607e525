import "server-only";
import { db } from "../db/doors.ts";

/**
 * Finds the first message of a room that was written at `at` or later, and returns its seq; null where there is none. Messages
 * are in the order of time, so it halves the room until it has it: 20 lookups for a million messages, and no index of times.
 */
export async function findSeqAt(roomId: string, at: Date, newestSeq: number): Promise<number | null> {
  let low = 1;
  let high = newestSeq + 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const message = await db().message.findUnique({
      where: { roomId_seq: { roomId, seq: middle } },
      select: { createdAt: true },
    });
    if (message && message.createdAt < at) low = middle + 1;
    else high = middle;
  }
  return low > newestSeq ? null : low;
}
