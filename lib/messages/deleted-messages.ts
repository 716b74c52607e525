import "server-only";
import { type Tx, write } from "../db/doors.ts";
import { sqlPart } from "../db/sql.ts";
import { removeBytesSoon } from "../files/removal.ts";
import type { PeriodicWork } from "../leases/periodic-work.ts";

/** An author can restore what they have deleted for this time. */
export const RESTORE_MS = 10 * 60 * 1000;
const SWEEP_MS = 60 * 1000;
/** The number of messages in one transaction, so that other writes get their turn. */
const BATCH_SIZE = 100;

type KeptMessage = { body: string; forwarded: string | null; fileCount: number };

/** Keeps what a message says that its author deletes, in the transaction that deletes it, before its row is emptied. */
export async function keepDeletedMessage(tx: Tx, messageId: string, until: Date): Promise<void> {
  await tx.sql.run`
    INSERT INTO "DeletedMessage" ("messageId", "body", "forwarded", "fileCount", "keptUntil")
    SELECT "id", "body", "forwarded", "fileCount", ${until} FROM "Message" WHERE "id" = ${messageId} AND "deletedAt" IS NULL`;
}

/** Takes out what a deleted message said. Resolves to null where nothing is kept of it, or not any more. */
export async function takeDeletedMessage(tx: Tx, messageId: string): Promise<KeptMessage | null> {
  const [kept] = await tx.sql.all<KeptMessage>`
    DELETE FROM "DeletedMessage" WHERE "messageId" = ${messageId} AND "keptUntil" > ${new Date()}
    RETURNING "body", "forwarded", "fileCount"`;
  return kept ?? null;
}

/** Forgets at once what a person has deleted, in the transaction that deletes their account. The caller removes the bytes. */
export async function forgetDeletedMessagesOf(tx: Tx, authorId: string): Promise<void> {
  await tx.sql.run`
    DELETE FROM "DeletedMessage" WHERE EXISTS (
      SELECT 1 FROM "Message" m WHERE m."id" = "DeletedMessage"."messageId" AND m."authorId" = ${authorId})`;
  await giveUpHeldFiles(tx);
}

/** Forgets what deleted messages said when their authors cannot restore them any more; at the start, too. */
export const deletedMessageSweep: PeriodicWork = {
  name: "deleted-messages",
  everyMs: SWEEP_MS,
  run: forgetDeletedMessages,
};

async function forgetDeletedMessages(): Promise<void> {
  for (;;) {
    const { count, files } = await write(async (tx) => {
      const count = await tx.sql.run`
        DELETE FROM "DeletedMessage" WHERE "messageId" IN (
          SELECT "messageId" FROM "DeletedMessage" WHERE "keptUntil" <= ${new Date()} LIMIT ${BATCH_SIZE})`;
      return { count, files: await giveUpHeldFiles(tx) };
    });
    if (files > 0) removeBytesSoon();
    if (count < BATCH_SIZE) return;
  }
}

/** Also the files of messages that went with their room: nothing is kept of those either. */
function giveUpHeldFiles({ sql }: Tx): Promise<number> {
  const isKept = sqlPart`EXISTS (SELECT 1 FROM "DeletedMessage" d WHERE d."messageId" = "File"."messageId")`;
  return sql.run`
    UPDATE "File" SET "state" = 'GONE', "messageId" = NULL, "roomId" = NULL, "position" = NULL
    WHERE "state" = 'HELD' AND NOT ${isKept}`;
}
