import "server-only";
import { accessMessage } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { db, type SqlTx } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import { getEditHistory } from "./edit-history.ts";
import { type MessageVersion, VERSIONS_MAX } from "./version-schema.ts";

/** Keeps what a message says that is about to say `body`, in the transaction that edits it, and forgets the oldest. */
export async function keepVersion({ sql }: SqlTx, messageId: string, body: string): Promise<void> {
  const kept = await sql.run`
    INSERT INTO "MessageVersion" ("messageId", "rev", "body", "writtenAt")
    SELECT "id", "rev", "body", COALESCE("editedAt", "createdAt") FROM "Message"
    WHERE "id" = ${messageId} AND "deletedAt" IS NULL AND "body" <> ${body}`;
  if (kept === 0) return;
  await sql.run`
    DELETE FROM "MessageVersion" WHERE "messageId" = ${messageId} AND "rev" <= (
      SELECT "rev" FROM "MessageVersion" WHERE "messageId" = ${messageId}
      ORDER BY "rev" DESC LIMIT 1 OFFSET ${VERSIONS_MAX})`;
}

/** Forgets all former texts of a message. */
export async function forgetVersions({ sql }: SqlTx, messageId: string): Promise<void> {
  await sql.run`DELETE FROM "MessageVersion" WHERE "messageId" = ${messageId}`;
}

/** Forgets what a person's messages said before they were edited, in the transaction that deletes the account. */
export async function forgetVersionsOf({ sql }: SqlTx, authorId: string): Promise<void> {
  await sql.run`
    DELETE FROM "MessageVersion" WHERE "messageId" IN (SELECT "id" FROM "Message" WHERE "authorId" = ${authorId})`;
}

/**
 * Lists what a message said before it was edited, the newest first; nothing of a deleted one. Throws `not_found` to
 * outsiders, and `forbidden` where administrators have decided that nobody reads it.
 */
export async function listVersions(viewer: Viewer, messageId: string): Promise<MessageVersion[]> {
  const { message } = await accessMessage(viewer, messageId);
  if (!(await getEditHistory()).editHistory)
    throw new AppError("forbidden", "What messages said before they were edited is not shown here.");
  if (message.deletedAt !== null) return [];
  const rows = await db().messageVersion.findMany({
    where: { messageId },
    orderBy: { rev: "desc" },
    take: VERSIONS_MAX,
    select: { body: true, writtenAt: true },
  });
  return rows.map(({ body, writtenAt }) => ({ body, writtenAt: writtenAt.toISOString() }));
}
