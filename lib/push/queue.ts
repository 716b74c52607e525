import "server-only";
import { getConfig } from "../config.ts";
import { later } from "../later.ts";
import { log } from "../log.ts";
import type { Message } from "../messages/schema.ts";
import { singleton } from "../singleton.ts";
import { within } from "../within.ts";
import { deliver } from "./deliver.ts";
import { findDue } from "./find-devices.ts";
import { loadTold } from "./load-told.ts";
import { pause, withoutPauses } from "./pause.ts";
import { conversationTag } from "./payload.ts";

/** Of one conversation, the newest messages that wait together; what came before them is in the room, and pushed no more. */
const MESSAGES_MAX = 20;
const CONVERSATIONS_MAX = 10_000;
/** An orderly end of the process waits so long for notifications, which is a fraction of what it has. */
const FINISH_MS = 3000;

type Queued = Pick<Message, "id" | "roomId" | "rootId" | "inRoom">;

/** The ids of the messages that wait, by conversation. */
const waiting = () => singleton("push.waiting", () => new Map<string, string[]>());
/** What is not done yet, waiting or on its way. */
const working = () => singleton("push.working", () => new Set<Promise<void>>());

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
  const work = pushAfterPause(key).finally(() => working().delete(work));
  working().add(work);
  later(work, "notifications were not sent", { roomId: message.roomId });
}

/** Sends what waits at once, before the process ends: nobody else knows of it. What is not taken by then is tried no more. */
export function finishPushing(waitMs = FINISH_MS): Promise<void> {
  const done = () => within(waitMs, Promise.allSettled(working()));
  return withoutPauses(async () => void (await done().catch(() => log.warn("notifications were left out: no time"))));
}

async function pushAfterPause(key: string): Promise<void> {
  const mayGoOn = await pause(getConfig().push.waitMs);
  const ids = waiting().get(key) ?? [];
  waiting().delete(key);
  if (!mayGoOn) return;
  const due = await findDue(ids);
  const messages = await loadTold([...new Set(due.map(({ messageId }) => messageId))]);
  await Promise.all(
    due.map(async (one) => {
      const message = messages.get(one.messageId);
      if (message) await deliver(one, message);
    }),
  );
}
