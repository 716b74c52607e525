import "server-only";
import { announceActivityMerged } from "../activity/announce.ts";
import { threadOf } from "../activity/calls.ts";
import { noteReaction, withdrawReaction } from "../activity/reaction-rows.ts";
import { accessMessage, accessRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { db, type SqlTx, writeSql } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import { loadMessage } from "../messages/load-messages.ts";
import { messageSelect } from "../messages/rows.ts";
import type { Message } from "../messages/schema.ts";
import { userChannel } from "../realtime/channels.ts";
import { publish } from "../realtime/publish.ts";
import { toPolicyRoom } from "../rooms/rows.ts";
import { announceReactions } from "./announce.ts";
import { toOwnName } from "./own-name.ts";
import { canReact } from "./policy.ts";
import { requireEmoji } from "./require-emoji.ts";
import { KINDS_MAX, NAMED_MAX, OWN_MAX, type Reaction } from "./schema.ts";
import { readSummary, type Summary, withoutReaction, withReaction } from "./summary.ts";

const REFUSED = new AppError("forbidden", "You cannot react to this message.");

type MessageState = { rev: number; seq: number; kind: "USER" | "SYSTEM"; authorId: string } & {
  deletedAt: Date | null;
  reactionSummary: string | null;
};
type Change = { messageId: string; threadId: string | null; userId: string; emoji: string; isOn: boolean };
type Changed = { rev: number; seq: number; summary: Summary; own: string[] };

/**
 * Reacts to a message with an emoji; a second time changes nothing. Throws `not_found` to outsiders, `forbidden` for notices,
 * deleted messages and archived rooms, `invalid` for what is no emoji or a custom one that is not there any more, and `conflict` above KINDS_MAX and OWN_MAX.
 */
export async function addReaction(viewer: Viewer, messageId: string, emoji: string): Promise<Message> {
  return setReaction(viewer, messageId, emoji, true);
}

/** Takes a reaction back; where there is none, nothing changes. Throws as `addReaction`. */
export async function removeReaction(viewer: Viewer, messageId: string, emoji: string): Promise<Message> {
  return setReaction(viewer, messageId, emoji, false);
}

async function setReaction(viewer: Viewer, messageId: string, input: string, isOn: boolean): Promise<Message> {
  const { message, room, membership } = await accessMessage(viewer, messageId);
  const { id: roomId } = room;
  const emoji = requireEmoji(input);
  if (!canReact(toPolicyRoom(room, membership), message)) throw REFUSED;
  const changed = await writeSql(
    async (tx) => {
      const access = await accessRoom(viewer, roomId, tx);
      const state = await loadState(tx, messageId);
      if (!state || !canReact(toPolicyRoom(access.room, access.membership), state)) throw REFUSED;
      return change(tx, access.room, state, { messageId, threadId: threadOf(message), userId: viewer.id, emoji, isOn });
    },
    // Who waits here for another change of the room must then see it.
    { table: "Room", id: roomId },
  );
  if (changed) {
    const { rev, seq, summary, own } = changed;
    const at = { roomId, messageId, seq, rev };
    const { rootId, inRoom } = message;
    const thread = rootId === null ? {} : { rootId, inRoom };
    announceReactions({ ...at, ...thread, revs: [rev], base: summary.base, reactions: summary.reactions });
    publish(userChannel(viewer.id), "own-reactions.changed", { ...at, ownReactions: own });
    if (message.authorId !== viewer.id) announceActivityMerged(message.authorId);
  }
  const row = await db().message.findUniqueOrThrow({ where: { id: messageId }, select: messageSelect });
  return loadMessage(row, { viewerId: viewer.id });
}

/** Writes a reaction, or its removal, in the caller's transaction, which holds the room. Returns null where nothing changes. */
async function change(
  tx: SqlTx,
  room: { id: string; rev: number },
  state: MessageState,
  { messageId, threadId, userId, emoji: input, isOn }: Change,
): Promise<Changed | null> {
  const { sql } = tx;
  const rows = await sql.all<{ emoji: string }>`
    SELECT "emoji" FROM "Reaction" WHERE "messageId" = ${messageId} AND "userId" = ${userId}`;
  const own = rows.map((row) => row.emoji);
  if (own.includes(input) && isOn) return null;
  // A name that was given to another emoji meanwhile is still the one that the person has to take back.
  const emoji = own.includes(input) ? input : await toOwnName(tx, input, isOn);
  if (own.includes(emoji) === isOn) return null;
  const { base, reactions } = readSummary(state);
  const rev = room.rev + 1;
  const given = { messageId, threadId, roomId: room.id, seq: state.seq, authorId: state.authorId, userId, emoji };
  let next: Reaction[];
  if (isOn) {
    requireSpace(reactions, own, emoji);
    await sql.run`
      INSERT INTO "Reaction" ("messageId", "userId", "emoji", "rev") VALUES (${messageId}, ${userId}, ${emoji}, ${rev})`;
    await noteReaction(tx, given);
    next = withReaction(reactions, emoji, userId);
  } else {
    await sql.run`
      DELETE FROM "Reaction" WHERE "messageId" = ${messageId} AND "userId" = ${userId} AND "emoji" = ${emoji}`;
    await withdrawReaction(tx, given);
    const first = await sql.all<{ userId: string }>`
      SELECT "userId" FROM "Reaction" WHERE "messageId" = ${messageId} AND "emoji" = ${emoji}
      ORDER BY "rev" LIMIT ${NAMED_MAX}`;
    next = withoutReaction(
      reactions,
      emoji,
      first.map((row) => row.userId),
    );
  }
  const summary: Summary = { base, at: rev, reactions: next };
  // Neither the room's seq nor its last activity changes: a reaction is not unread, and does not move the room up.
  await sql.run`UPDATE "Room" SET "rev" = ${rev} WHERE "id" = ${room.id}`;
  await sql.run`UPDATE "Message" SET "rev" = ${rev}, "reactionSummary" = ${JSON.stringify(summary)} WHERE "id" = ${messageId}`;
  const left = own.filter((one) => one !== emoji);
  return { rev, seq: state.seq, summary, own: isOn ? [...left, emoji] : left };
}

function requireSpace(reactions: readonly Reaction[], own: readonly string[], emoji: string): void {
  if (own.length >= OWN_MAX)
    throw new AppError("conflict", `You have reacted to this message with ${OWN_MAX} emoji. Take one back first.`);
  if (reactions.length >= KINDS_MAX && !reactions.some((one) => one.emoji === emoji))
    throw new AppError("conflict", `This message has ${KINDS_MAX} different reactions. Choose one of them.`);
}

async function loadState({ sql }: SqlTx, messageId: string): Promise<MessageState | undefined> {
  const [row] = await sql.all<MessageState>`
    SELECT "rev", "seq", "kind", "authorId", "deletedAt", "reactionSummary" FROM "Message" WHERE "id" = ${messageId}`;
  return row;
}
