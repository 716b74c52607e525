import "server-only";
import type { File } from "../../prisma/generated/client.ts";
import { type SqlTx, sql } from "../db/doors.ts";
import { sqlList } from "../db/sql.ts";
import type { MessageFile } from "./message-file.ts";
import { toFile } from "./rows.ts";

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
  const rows = await (tx?.sql ?? sql).all<File & { messageId: string }>`
    SELECT f.* FROM "File" f
    WHERE f."messageId" IN ${sqlList(ids)} AND f."state" = 'READY' AND f."position" IS NOT NULL
    ORDER BY f."position"`;
  for (const row of rows) files.set(row.messageId, [...(files.get(row.messageId) ?? []), toFile(row)]);
  return files;
}
