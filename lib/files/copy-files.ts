import "server-only";
import type { SqlTx } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import { createId } from "../ids.ts";

const GONE = new AppError("conflict", "The files of this message were removed meanwhile.");

type Original = { id: string; fileCount: number };
/** The message that gets the copies; they are its author's. */
type Receiver = { id: string; roomId: string; seq: number; createdAt: Date; author: { id: string } };

/**
 * Gives a message rows of its own for the files of another one, in the transaction that adds it. They show the same stored bytes, which
 * stay until the last of their rows goes (lib/files/removal). Throws `conflict` when the files are not there any more.
 */
export async function copyFiles({ sql }: SqlTx, original: Original, receiver: Receiver): Promise<void> {
  // Changing the rows makes whoever removes the files wait until the copies are there, or find that they are.
  await sql.run`UPDATE "File" SET "state" = "state" WHERE "messageId" = ${original.id} AND "state" = 'READY'`;
  const rows = await sql.all<{ id: string; posterId: string | null; position: number | null }>`
    SELECT "id", "posterId", "position" FROM "File" WHERE "messageId" = ${original.id} AND "state" = 'READY'`;
  if (rows.filter(({ position }) => position !== null).length !== original.fileCount) throw GONE;
  const ids = new Map(rows.map(({ id }) => [id, createId()]));
  for (const { id, posterId } of rows) {
    const copyId = ids.get(id) ?? null;
    const posterCopyId = (posterId && ids.get(posterId)) ?? null;
    await sql.run`
      INSERT INTO "File" ("id", "ownerId", "purpose", "state", "home", "storageKey", "stills", "bytesId", "kind", "name", "type", "size",
        "width", "height", "animated", "placeholder", "alt", "durationMs", "posterId", "createdAt", "messageId", "roomId", "seq", "position",
        "isMedia", "sentAt")
      SELECT ${copyId}, ${receiver.author.id}, "purpose", "state", "home", "storageKey", "stills", COALESCE("bytesId", "id"), "kind", "name", "type", "size",
        "width", "height", "animated", "placeholder", "alt", "durationMs", ${posterCopyId}, ${receiver.createdAt}, ${receiver.id}, ${receiver.roomId}, ${receiver.seq}, "position",
        "isMedia", ${receiver.createdAt}
      FROM "File" WHERE "id" = ${id}`;
  }
}
