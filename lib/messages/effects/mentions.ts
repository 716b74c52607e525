import "server-only";
import type { SqlTx } from "../../db/doors.ts";
import { sqlList, sqlPart } from "../../db/sql.ts";
import { peopleWaitingFor } from "../../keywords/current-index.ts";
import { isHeard } from "../../keywords/heard.ts";
import { WaitingPeople } from "../../keywords/waiting-people.ts";
import { peopleNamed } from "../../user-groups/named-people.ts";
import { type Mentions, mentionsEverybody, mentionsOf } from "../text/mentions-of.ts";
import type { Effect, EffectMessage, EffectStep } from "./effect.ts";

/**
 * Notes whom a message mentions, so that the chat list can mark the room: people, also those in a group of the name or whose keyword
 * is in it, and for a mention of everybody every other member, or in a thread alone those who follow it. Whoever has only a keyword in
 * it has to ask for the room to see its mark: nothing in the message tells it.
 */
export const mentionsEffect: Effect = {
  send: mentionNew,
  edit({ body }) {
    const called = calledBy(body);
    const waiting = new WaitingPeople();
    return {
      async write(tx, message) {
        const had = new Set(await deleteMentions(tx, message));
        const people = isNobody(called) ? [] : await insertMentions(tx, message, called);
        // Others have asked for the room already.
        waiting.note(
          message,
          people.filter((id) => !had.has(id)),
        );
      },
      afterCommit: () => waiting.tell(),
    };
  },
  delete: () => ({
    async write(tx, message) {
      await deleteMentions(tx, message);
    },
  }),
  restore: mentionNew,
};

type Called = { mentions: Mentions; waiting: readonly string[] };

const calledBy = (body: string): Called => ({ mentions: mentionsOf(body), waiting: peopleWaitingFor(body) });

function mentionNew({ body }: { body: string }): EffectStep<SqlTx> | null {
  const called = calledBy(body);
  if (isNobody(called)) return null;
  const waiting = new WaitingPeople();
  return {
    write: async (tx, message) => waiting.note(message, await insertMentions(tx, message, called)),
    afterCommit: () => waiting.tell(),
  };
}

const isNobody = ({ mentions, waiting }: Called): boolean =>
  waiting.length === 0 && mentions.names.length === 0 && !mentionsEverybody(mentions);

/** Resolves to those of the people who wait for a word that are mentioned now. */
async function insertMentions(
  { sql }: SqlTx,
  message: EffectMessage,
  { mentions, waiting }: Called,
): Promise<string[]> {
  const { id, roomId, seq, author, rootId, inRoom } = message;
  const named = sqlPart`m."userId" IN (${peopleNamed(mentions.names)})`;
  const keyed = waiting.length === 0 ? sqlPart`` : sqlPart`OR (m."userId" IN ${sqlList(waiting)} AND ${isHeard()})`;
  const whom = !mentionsEverybody(mentions)
    ? sqlPart`AND (${named} ${keyed})`
    : rootId === null || inRoom
      ? sqlPart``
      : sqlPart`AND (${named} ${keyed} OR EXISTS (SELECT 1 FROM "ThreadFollow" f
          WHERE f."rootId" = ${rootId} AND f."userId" = m."userId" AND f."following" = TRUE))`;
  const insertion = sqlPart`
    INSERT INTO "Mention" ("userId", "roomId", "seq", "messageId")
    SELECT m."userId", m."roomId", ${seq}, ${id} FROM "Membership" m
    WHERE m."roomId" = ${roomId} AND m."userId" <> ${author.id} ${whom}`;
  if (waiting.length === 0) {
    await sql.run`${insertion}`;
    return [];
  }
  const rows = await sql.all<{ userId: string }>`${insertion} RETURNING "userId"`;
  const wait = new Set(waiting);
  return rows.flatMap(({ userId }) => (wait.has(userId) ? [userId] : []));
}

/** Resolves to those whom the message mentioned. */
async function deleteMentions({ sql }: SqlTx, { id }: EffectMessage): Promise<string[]> {
  const rows = await sql.all<{ userId: string }>`DELETE FROM "Mention" WHERE "messageId" = ${id} RETURNING "userId"`;
  return rows.map(({ userId }) => userId);
}
