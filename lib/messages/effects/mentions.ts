import "server-only";
import type { SqlTx } from "../../db/doors.ts";
import { IN_MANY, many } from "../../db/many.ts";
import type { Message } from "../schema.ts";
import { type Mentions, mentionsOf } from "../text/mentions-of.ts";
import type { Effect } from "./effect.ts";

/** Notes whom a message calls, so that the chat list can mark it; `@all` and `@here` call every other member. */
export const mentionsEffect: Effect = (kind, body) => {
  const mentions = mentionsOf(body);
  const callsSomebody = mentions.names.length > 0 || mentions.everyone || mentions.here;
  if (kind === "send" && !callsSomebody) return null;
  return async (tx, message) => {
    if (kind !== "send") await tx.sql.run(`DELETE FROM "Mention" WHERE "messageId" = ?`, message.id);
    if (callsSomebody) await call(tx, message, mentions);
  };
};

async function call({ sql }: SqlTx, { id, roomId, seq, author }: Message, mentions: Mentions): Promise<void> {
  const isForAll = mentions.everyone || mentions.here;
  await sql.run(
    `INSERT INTO "Mention" ("userId", "roomId", "seq", "messageId")
     SELECT m."userId", m."roomId", ?, ? FROM "Membership" m JOIN "User" u ON u."id" = m."userId"
     WHERE m."roomId" = ? AND m."userId" <> ? ${isForAll ? "" : `AND u."usernameKey" ${IN_MANY}`}`,
    seq,
    id,
    roomId,
    author.id,
    ...(isForAll ? [] : [many(mentions.names)]),
  );
}
