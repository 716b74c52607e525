import "server-only";
import { peopleWaitingFor } from "../../keywords/current-index.ts";
import { queuePush } from "../../push/queue.ts";
import type { Effect, EffectMessage } from "./effect.ts";

/**
 * Lets people be told on devices where Parley is closed: of what calls them, and of all that is written in a direct chat. Only what
 * is new is pushed. Whom it concerns is asked after a pause, so here it is enough that a message may call somebody.
 */
export const pushEffect: Effect = {
  send({ body, replyToId, isDirect = false }) {
    if (!isDirect && !replyToId && !body.includes("@") && peopleWaitingFor(body).length === 0) return null;
    let sent: EffectMessage | undefined;
    return {
      async write(_, message) {
        sent = message;
      },
      afterCommit() {
        if (sent) queuePush(sent);
      },
    };
  },
  edit: () => null,
  delete: () => null,
  restore: () => null,
};
