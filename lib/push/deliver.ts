import "server-only";
import { FairSemaphore } from "../fair-semaphore.ts";
import type { Message } from "../messages/schema.ts";
import { getRuntime } from "../runtime.ts";
import { singleton } from "../singleton.ts";
import { findDue, type PushDue } from "./find-devices.ts";
import { loadTold } from "./load-told.ts";
import { whileNewest } from "./newest.ts";
import { isEnding, pause } from "./pause.ts";
import { conversationTag, messagePayload } from "./payload.ts";
import { recordOutcome } from "./record-outcome.ts";
import { type PushOutcome, sendPush } from "./send.ts";

/** Requests to push services at once, at most one of them for each person. */
const AT_ONCE_MAX = 32;
/** What has waited longer for its turn is looked at again before it is sent. */
const FRESH_MS = 1000;
/** The pauses before the further tries. */
const RETRY_MS = [2_000, 15_000, 60_000];

const turns = () => singleton("push.turns", () => new FairSemaphore(AT_ONCE_MAX));

/** A device with the message that it is told of, as both are now. */
type Told = { due: PushDue; message: Message };

/**
 * Tells one device of one message, with further tries while the push service cannot take it, where the process lasts that long. Before
 * each of them, and after a wait for its turn, everything is looked at anew. A newer message of the conversation ends the tries.
 */
export function deliver(due: PushDue, message: Message): Promise<void> {
  const key = `${due.id} ${conversationTag(message)}`;
  return whileNewest(key, message.seq, (stop) => sendUntilTaken({ due, message }, stop));
}

async function sendUntilTaken(first: Told, stop: AbortSignal): Promise<void> {
  let told: Told | null = first;
  let foundAt = Date.now();
  for (const pauseMs of [...RETRY_MS, null]) {
    const outcome: PushOutcome | null = await turns().run(first.due.userId, false, async () => {
      if (told && Date.now() - foundAt > FRESH_MS) told = await findAnew(told);
      return told && !stop.aborted ? send(told) : null;
    });
    if (outcome?.type !== "retry" || pauseMs === null || isEnding() || !getRuntime().isLongLived) return;
    foundAt = 0;
    if (!(await pause(Math.max(pauseMs, outcome.afterMs), stop))) return;
  }
}

async function send({ due, message }: Told): Promise<PushOutcome> {
  const { hidesContent, origin, roomName } = due;
  const outcome = await sendPush(due, messagePayload({ message, roomName, hidesContent, origin }));
  await recordOutcome(due, outcome);
  return outcome;
}

/** The same, as it is now: the address, the choice and the words may be others, or the person is not to be told any more. */
async function findAnew({ due, message }: Told): Promise<Told | null> {
  const [found] = await findDue([due.messageId], due.id);
  if (!found) return null;
  const now = found.rev === message.rev ? message : (await loadTold([found.messageId])).get(found.messageId);
  return now ? { due: found, message: now } : null;
}
