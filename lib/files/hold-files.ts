import "server-only";
import type { SqlTx } from "../db/doors.ts";

/** Takes the files of a deleted message from everybody, and keeps their bytes for as long as it may be restored. */
export async function holdFiles({ sql }: SqlTx, messageId: string): Promise<void> {
  await sql.run`UPDATE "File" SET "state" = 'HELD' WHERE "messageId" = ${messageId} AND "state" = 'READY'`;
}

/** Gives the files of a restored message back. */
export async function releaseHeldFiles({ sql }: SqlTx, messageId: string): Promise<void> {
  await sql.run`UPDATE "File" SET "state" = 'READY' WHERE "messageId" = ${messageId} AND "state" = 'HELD'`;
}
