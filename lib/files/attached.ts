import "server-only";
import { db, type Tx } from "../db/doors.ts";
import { inParts } from "../db/many.ts";
import { fileSelect, toFile } from "./rows.ts";
import type { MessageFile } from "./schema.ts";

type Counted = { id: string; fileCount: number };

/**
 * The files of those messages that have some, by message, each in its sender's order: one statement, and none for
 * messages without files.
 */
export async function loadFiles(messages: readonly Counted[], tx?: Tx): Promise<Map<string, MessageFile[]>> {
  const ids = messages.filter((message) => message.fileCount > 0).map((message) => message.id);
  const files = new Map<string, MessageFile[]>();
  if (ids.length === 0) return files;
  const door = tx ?? db();
  const rows = await inParts(ids, (part) =>
    door.file.findMany({
      where: { messageId: { in: part }, state: "READY", position: { not: null } },
      orderBy: { position: "asc" },
      select: { ...fileSelect, messageId: true },
    }),
  );
  for (const row of rows) {
    const list = files.get(row.messageId ?? "") ?? [];
    list.push(toFile(row));
    files.set(row.messageId ?? "", list);
  }
  return files;
}
