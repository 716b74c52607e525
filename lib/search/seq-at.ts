import "server-only";
import { sql } from "../db/doors.ts";
import type { SearchRoom } from "./rooms.ts";

/**
 * The seq of the room's first message after a moment, or the next one where there is none. Times grow with the seq but for the
 * difference of clocks, so it is found by halving: 20 steps in a room of a million messages.
 */
export async function seqAfter(room: Pick<SearchRoom, "id" | "seq">, time: number): Promise<number> {
  let [low, high] = [1, room.seq + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [row] = await sql.all<{ createdAt: Date }>`
      SELECT "createdAt" FROM "Message" WHERE "roomId" = ${room.id} AND "seq" = ${middle}`;
    if (row && row.createdAt.getTime() > time) high = middle;
    else low = middle + 1;
  }
  return low;
}
