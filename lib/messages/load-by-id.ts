import "server-only";
import { sqlList, sqlPart } from "../db/sql.ts";
import { findMessageRows } from "./find-rows.ts";
import { loadMessages } from "./load-messages.ts";
import type { Message } from "./schema.ts";

/** Loads messages by id, without any check: the caller has found that the viewer may read them. */
export async function loadMessagesById(ids: readonly string[]): Promise<Map<string, Message>> {
  if (ids.length === 0) return new Map();
  const rows = await findMessageRows(sqlPart`m."id" IN ${sqlList(ids)}`, sqlPart`m."seq"`, ids.length);
  return new Map((await loadMessages(rows)).map((message) => [message.id, message]));
}
