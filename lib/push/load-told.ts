import "server-only";
import { loadMessagesById } from "../messages/load-by-id.ts";
import type { Message } from "../messages/schema.ts";

/** Loads messages that people are to be told of, by id. What is deleted is left out. */
export async function loadTold(ids: readonly string[]): Promise<Map<string, Message>> {
  const found = await loadMessagesById(ids);
  return new Map([...found].filter(([, { deletedAt }]) => deletedAt === null));
}
