import "server-only";
import { FairSemaphore } from "../fair-semaphore.ts";
import type { Message } from "../messages/schema.ts";
import { singleton } from "../singleton.ts";
import { findDue, type PushDue } from "./find-devices.ts";
import { messagePayload } from "./payload.ts";
import { recordOutcome } from "./record-outcome.ts";
import { type PushOutcome, sendPush } from "./send.ts";

/** Requests to push services at once, at most one of them for each person. */
const AT_ONCE_MAX = 32;
/** What has waited longer for its turn is looked at again before it is sent. */
const FRESH_MS = 1000;
/** The pauses before the further tries. */
const RETRY_MS = [2_000, 15_000, 60_000];

const turns = () => singleton("push.turns", () => new FairSemaphore(AT_ONCE_MAX));

/**
 * Tells one device of one message, with further tries while the push service cannot take it. Before each of them, and after a
 * wait for its turn, it looks again whether the person is still to be told.
 */
export async function deliver(due: PushDue, message: Message): Promise<void> {
  let foundAt = Date.now();
  for (const pauseMs of [...RETRY_MS, null]) {
    const outcome = await turns().run(due.userId, false, async (): Promise<PushOutcome | null> => {
      if (Date.now() - foundAt > FRESH_MS && (await findDue([due.messageId], due.id)).length === 0) return null;
      const { hidesContent, origin, roomName } = due;
      return sendPush(due, messagePayload({ message, roomName, hidesContent, origin }));
    });
    if (outcome === null) return;
    await recordOutcome(due, outcome);
    if (outcome.type !== "retry" || pauseMs === null) return;
    foundAt = 0;
    await new Promise((resolve) => setTimeout(resolve, Math.max(pauseMs, outcome.afterMs)).unref());
  }
}
