import "server-only";
import { announceActivity } from "../../activity/announce.ts";
import { callsOf, removeAllCalls, removeOtherCalls, writeCalls } from "../../activity/calls.ts";
import type { Effect, EffectMessage } from "./effect.ts";

/** Keeps the rows of Activity: who is called by a message, and why. A message that calls nobody costs a send no statement. */
export const notificationsEffect: Effect = {
  send({ body, replyToId }) {
    const calls = callsOf(body, replyToId);
    return calls && telling(async (tx, message: EffectMessage) => writeCalls(tx, message, calls, message.createdAt));
  },
  edit({ body, replyToId }) {
    const calls = callsOf(body, replyToId);
    return telling(async (tx, message: EffectMessage) => {
      const gone = await removeOtherCalls(tx, message, calls);
      return calls ? [...gone, ...(await writeCalls(tx, message, calls, new Date()))] : gone;
    });
  },
  delete: () => telling((tx, message: EffectMessage) => removeAllCalls(tx, message.id)),
};

/** A step that tells the people whose rows `write` has changed, after the commit. */
function telling<T>(write: (tx: T, message: EffectMessage) => Promise<string[]>) {
  let people: string[] = [];
  return {
    async write(tx: T, message: EffectMessage) {
      people = await write(tx, message);
    },
    afterCommit: () => announceActivity(people),
  };
}
