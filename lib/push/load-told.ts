import "server-only";
import { sqlList, sqlPart } from "../db/sql.ts";
import { findMessageRows } from "../messages/find-rows.ts";
import { loadMessages } from "../messages/load-messages.ts";
import type { Message } from "../messages/schema.ts";

/** Loads messages that people are to be told of, by id. What is deleted is left out. */
export async function loadTold(ids: readonly string[]): Promise<Map<string, Message>> {
  if (ids.length === 0) return new Map();
  const rows = await findMessageRows(sqlPart`m."id" IN ${sqlList(ids)}`, sqlPart`m."seq"`, ids.length);
  const messages = (await loadMessages(rows)).filter(({ deletedAt }) => deletedAt === null);
  return new Map(messages.map((message) => [message.id, message]));
}
