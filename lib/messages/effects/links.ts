import "server-only";
import type { SqlTx } from "../../db/doors.ts";
import { linksOf } from "../text/links-of.ts";
import type { Effect, EffectMessage } from "./effect.ts";

/** Notes which messages have links, for the list of a room's links. The links themselves are read off the text of the message. */
export const linksEffect: Effect = {
  send: ({ body }) => (hasLinks(body) ? { write: insertLink } : null),
  edit({ body }) {
    const isLinking = hasLinks(body);
    return {
      async write(tx, message) {
        await deleteLink(tx, message);
        if (isLinking) await insertLink(tx, message);
      },
    };
  },
  delete: () => ({ write: deleteLink }),
  restore: ({ body }) => (hasLinks(body) ? { write: insertLink } : null),
};

const hasLinks = (body: string): boolean => linksOf(body).length > 0;

async function insertLink({ sql }: SqlTx, { id, roomId, seq }: EffectMessage): Promise<void> {
  await sql.run`INSERT INTO "Link" ("messageId", "roomId", "seq") VALUES (${id}, ${roomId}, ${seq})`;
}

async function deleteLink({ sql }: SqlTx, { id }: EffectMessage): Promise<void> {
  await sql.run`DELETE FROM "Link" WHERE "messageId" = ${id}`;
}
