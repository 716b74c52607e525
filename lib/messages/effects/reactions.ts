import "server-only";
import type { Effect } from "./effect.ts";

/** Reactions stay when their message is edited, and go with it for good. What its row says of them is emptied with its body. */
export const reactionsEffect: Effect = {
  send: () => null,
  edit: () => null,
  delete: () => ({
    async write({ sql }, { id }) {
      await sql.run`DELETE FROM "Reaction" WHERE "messageId" = ${id}`;
    },
  }),
  restore: () => null,
};
