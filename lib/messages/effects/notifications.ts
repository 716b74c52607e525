import "server-only";
import { announceActivity } from "../../activity/announce.ts";
import { callsOf, concernsNobody, removeAllCalls, removeOtherCalls, writeCalls } from "../../activity/calls.ts";
import type { Effect, EffectMessage } from "./effect.ts";

/**
 * Keeps the rows of Activity: whom a message concerns, and why. One that concerns nobody costs a send no statement. It runs after
 * the effect of threads, which lets people follow them.
 */
export const notificationsEffect: Effect = {
  send({ body, replyToId, rootId }) {
    const calls = callsOf(body, replyToId);
    if (concernsNobody(calls, rootId)) return null;
    return telling((tx, message) => writeCalls(tx, message, calls, { at: message.createdAt, isNew: true }));
  },
  restore({ body, replyToId }) {
    const calls = callsOf(body, replyToId);
    return telling(async (tx, message) =>
      concernsNobody(calls, message.rootId)
        ? []
        : writeCalls(tx, message, calls, { at: message.createdAt, isNew: true }),
    );
  },
  edit({ body, replyToId }) {
    const calls = callsOf(body, replyToId);
    return telling(async (tx, message) => {
      const gone = await removeOtherCalls(tx, message, calls);
      if (concernsNobody(calls, message.rootId)) return gone;
      return [...gone, ...(await writeCalls(tx, message, calls, { at: new Date(), isNew: false }))];
    });
  },
  delete: () => telling((tx, message) => removeAllCalls(tx, message.id)),
};

type Write = (tx: Parameters<typeof removeAllCalls>[0], message: EffectMessage) => Promise<string[]>;

/** A step that tells the people whose rows `write` has changed, after the commit. */
function telling(write: Write) {
  let people: string[] = [];
  return {
    async write(tx: Parameters<Write>[0], message: EffectMessage) {
      people = await write(tx, message);
    },
    afterCommit: () => announceActivity(people),
  };
}
