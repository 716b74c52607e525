import "server-only";
import type { SqlTx } from "../../db/doors.ts";
import { sqlPart } from "../../db/sql.ts";
import { peopleNamed } from "../../user-groups/named-people.ts";
import { type Mentions, mentionsEverybody, mentionsOf } from "../text/mentions-of.ts";
import type { Effect, EffectMessage, EffectStep } from "./effect.ts";

/**
 * Notes whom a message mentions, so that the chat list can mark the room: people, also those in a group of the name, and for a mention
 * of everybody every other member, or in a thread alone those who follow it.
 */
export const mentionsEffect: Effect = {
  send: mentionNew,
  edit({ body }) {
    const mentions = mentionsOf(body);
    return {
      async write(tx, message) {
        await deleteMentions(tx, message);
        if (!mentionsNobody(mentions)) await insertMentions(tx, message, mentions);
      },
    };
  },
  delete: () => ({ write: deleteMentions }),
  restore: mentionNew,
};

function mentionNew({ body }: { body: string }): EffectStep<SqlTx> | null {
  const mentions = mentionsOf(body);
  return mentionsNobody(mentions) ? null : { write: (tx, message) => insertMentions(tx, message, mentions) };
}

const mentionsNobody = (mentions: Mentions): boolean => mentions.names.length === 0 && !mentionsEverybody(mentions);

async function insertMentions({ sql }: SqlTx, message: EffectMessage, mentions: Mentions): Promise<void> {
  const { id, roomId, seq, author, rootId, inRoom } = message;
  const named = sqlPart`m."userId" IN (${peopleNamed(mentions.names)})`;
  const whom = !mentionsEverybody(mentions)
    ? sqlPart`AND ${named}`
    : rootId === null || inRoom
      ? sqlPart``
      : sqlPart`AND (${named} OR EXISTS (SELECT 1 FROM "ThreadFollow" f
          WHERE f."rootId" = ${rootId} AND f."userId" = m."userId" AND f."following" = TRUE))`;
  await sql.run`
    INSERT INTO "Mention" ("userId", "roomId", "seq", "messageId")
    SELECT m."userId", m."roomId", ${seq}, ${id} FROM "Membership" m
    WHERE m."roomId" = ${roomId} AND m."userId" <> ${author.id} ${whom}`;
}

async function deleteMentions({ sql }: SqlTx, { id }: EffectMessage): Promise<void> {
  await sql.run`DELETE FROM "Mention" WHERE "messageId" = ${id}`;
}
