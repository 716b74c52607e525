import "server-only";
import { getConfig } from "../config.ts";
import { sqlList, sqlPart } from "../db/sql.ts";
import { later } from "../later.ts";
import { log } from "../log.ts";
import { findMessageRows } from "../messages/find-rows.ts";
import { loadMessages } from "../messages/load-messages.ts";
import type { Message } from "../messages/schema.ts";
import { singleton } from "../singleton.ts";
import { deliver } from "./deliver.ts";
import { findDue } from "./find-devices.ts";
import { conversationTag } from "./payload.ts";

/** Of one conversation, the newest messages that wait together; what came before them is in the room, and pushed no more. */
const MESSAGES_MAX = 20;
const CONVERSATIONS_MAX = 10_000;

type Queued = Pick<Message, "id" | "roomId" | "rootId" | "inRoom">;

/** The ids of the messages that wait, by conversation. */
const waiting = () => singleton("push.waiting", () => new Map<string, string[]>());

/**
 * Lets people be told of a message who have Parley closed. It returns at once; after a pause, in which another device of theirs may
 * read the message, it is decided who. What comes in one conversation meanwhile is one notification. The process that took the message
 * does this alone, so that nobody is told twice.
 */
export function queuePush(message: Queued): void {
  const key = conversationTag(message);
  const ids = waiting().get(key);
  if (ids) {
    ids.push(message.id);
    if (ids.length > MESSAGES_MAX) ids.shift();
    return;
  }
  if (waiting().size >= CONVERSATIONS_MAX) {
    log.warn("a notification was left out: too many wait", { roomId: message.roomId });
    return;
  }
  waiting().set(key, [message.id]);
  later(pushAfterPause(key), "notifications were not sent", { roomId: message.roomId });
}

async function pushAfterPause(key: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, getConfig().push.waitMs).unref());
  const ids = waiting().get(key) ?? [];
  waiting().delete(key);
  const due = await findDue(ids);
  if (due.length === 0) return;
  const told = [...new Set(due.map(({ messageId }) => messageId))];
  const rows = await findMessageRows(sqlPart`m."id" IN ${sqlList(told)}`, sqlPart`m."seq"`, told.length);
  const messages = new Map((await loadMessages(rows)).map((message) => [message.id, message]));
  await Promise.all(
    due.map(async (one) => {
      const message = messages.get(one.messageId);
      if (message && message.deletedAt === null) await deliver(one, message);
    }),
  );
}
