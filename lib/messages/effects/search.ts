import "server-only";
import { indexNewMessage, keepNumber, reindexMessage } from "../../search/index-message.ts";
import { termsOfBody } from "../../search/message-text.ts";
import type { Effect } from "./effect.ts";

/** Keeps the index of search. It runs after the effect of files, whose names are searched as words of their message. */
export const searchEffect: Effect = {
  send({ body }) {
    const ofBody = termsOfBody(body);
    let kept: { roomId: string; number: number } | undefined;
    return {
      async write(tx, message) {
        const number = await indexNewMessage(tx, { ...message, body, ofBody, isEdited: false });
        kept = { roomId: message.roomId, number };
      },
      afterCommit() {
        if (kept) keepNumber(kept.roomId, kept.number);
      },
    };
  },
  edit({ body }) {
    const ofBody = termsOfBody(body);
    return { write: (tx, message) => reindexMessage(tx, message, { ...message, body, ofBody, isEdited: true }) };
  },
  delete: () => ({ write: (tx, message) => reindexMessage(tx, message, null) }),
  restore({ body, isEdited }) {
    const ofBody = termsOfBody(body);
    return { write: (tx, message) => reindexMessage(tx, message, { ...message, body, ofBody, isEdited }) };
  },
};
