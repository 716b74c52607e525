import "server-only";
import type { Tx } from "../db/doors.ts";

/** What is to go: the files of a message, of a whole room, or named ones. */
type Which = { messageId: string } | { roomId: string } | { id: string };

/** Takes files away from everybody, in the caller's transaction; their bytes follow after the commit. */
export async function markFilesGone(tx: Tx, which: Which): Promise<void> {
  await tx.file.updateMany({
    where: { ...which, state: { not: "GONE" } },
    data: { state: "GONE", messageId: null, roomId: null, position: null },
  });
}
