import "server-only";
import type { File } from "../../prisma/generated/client.ts";
import { readSql, type SqlTx } from "../db/doors.ts";
import { IN_MANY, many } from "../db/many.ts";
import { toFile } from "./rows.ts";
import type { MessageFile } from "./schema.ts";

/**
 * The files of these messages, by the message's id, each in its sender's order. One statement, and none where no message
 * has files. In SQL, because a message that is being sent asks it inside `writeSql`.
 */
export async function loadAttachments(
  messages: readonly { id: string; fileCount: number }[],
  tx?: SqlTx,
): Promise<Map<string, MessageFile[]>> {
  const ids = messages.filter((message) => message.fileCount > 0).map((message) => message.id);
  const files = new Map<string, MessageFile[]>();
  if (ids.length === 0) return files;
  const rows = await (tx?.sql ?? readSql()).all<File & { messageId: string }>(
    `SELECT f.* FROM "File" f
     WHERE f."messageId" ${IN_MANY} AND f."state" = 'READY' AND f."position" IS NOT NULL
     ORDER BY f."position"`,
    many(ids),
  );
  for (const row of rows) files.set(row.messageId, [...(files.get(row.messageId) ?? []), toFile(row)]);
  return files;
}
