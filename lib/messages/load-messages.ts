import "server-only";
import type { SqlTx } from "../db/doors.ts";
import { sqlList, sqlPart } from "../db/sql.ts";
import { loadEmojiNames } from "../emoji/load-names.ts";
import { loadAttachments } from "../files/load-attachments.ts";
import type { MessageFile } from "../files/message-file.ts";
import { loadForwarded } from "../forward/load-forwarded.ts";
import { isoTime } from "../iso-time.ts";
import { loadOwnReactions } from "../reactions/load-own.ts";
import type { Reaction } from "../reactions/schema.ts";
import { readReactions } from "../reactions/summary.ts";
import { loadOwnThreads, loadThreads } from "../threads/load-threads.ts";
import type { Thread } from "../threads/schema.ts";
import { toAuthor } from "../users/rows.ts";
import { findMessageRows } from "./find-rows.ts";
import { toQuote } from "./quote.ts";
import type { MessageRow } from "./rows.ts";
import type { Message, Quote } from "./schema.ts";
import { systemEventSchema } from "./system-event.ts";

/**
 * Turns rows into messages, in the same order, with everything that a message carries. Only this function does, so whatever
 * a message will carry is added here. It asks one statement for each kind of thing, and none where no row says that it has
 * some (`fileCount`). With `tx` it reads as of that transaction. With `viewerId` the messages say how that person reacted,
 * for a reply; without, they are the same for everybody, as events have to be.
 */
export async function loadMessages(rows: readonly MessageRow[], { tx, viewerId }: For = {}): Promise<Message[]> {
  const [files, threads] = [await loadAttachments(rows, tx), await loadThreads(rows, tx)];
  const forwarded = await loadForwarded(rows, { tx, viewerId });
  const emoji = await loadEmojiNames(
    rows.map(({ id, body, createdAt, editedAt }) => {
      const texts = [body, forwarded.get(id)?.body ?? ""];
      return { id, texts, createdAt, editedAt };
    }),
    tx,
  );
  const messages = rows.map((row) => {
    const message = toMessage(row, files.get(row.id) ?? [], readReactions(row), threads.get(row.id) ?? null);
    // Most messages have none of these, and a copy of an object that gets further fields is slow.
    const [names, copy] = [emoji.get(row.id), forwarded.get(row.id)];
    if (names) message.customEmoji = names;
    if (copy) message.forwarded = copy;
    return message;
  });
  if (viewerId === undefined) return messages;
  const [own, ownThreads] = await Promise.all([
    loadOwnReactions(
      messages.filter(({ reactions }) => reactions.length > 0),
      viewerId,
    ),
    loadOwnThreads([...threads.keys()], viewerId),
  ]);
  for (const message of messages) {
    const [reactions, thread] = [own.get(message.id), ownThreads.get(message.id)];
    if (reactions) message.ownReactions = reactions;
    if (thread) message.ownThread = thread;
  }
  return messages;
}

type For = { tx?: SqlTx; viewerId?: string };

/** Loads one message as `loadMessages` does. */
export async function loadMessage(row: MessageRow, whom?: For): Promise<Message> {
  const [message] = await loadMessages([row], whom);
  return message as Message;
}

/**
 * Loads messages as `loadMessages` does, with a quote of each message that one of them answers and that is not among
 * them.
 */
export async function loadMessagesAndQuotes(
  rows: readonly MessageRow[],
  viewerId: string,
): Promise<{ messages: Message[]; quotes: Quote[] }> {
  const here = new Set(rows.map(({ id }) => id));
  const wanted = rows.flatMap(({ replyToId }) => (replyToId === null || here.has(replyToId) ? [] : [replyToId]));
  const [messages, quotes] = await Promise.all([loadMessages(rows, { viewerId }), loadQuotes([...new Set(wanted)])]);
  return { messages, quotes };
}

async function loadQuotes(messageIds: string[]): Promise<Quote[]> {
  if (messageIds.length === 0) return [];
  const originals = await findMessageRows(
    sqlPart`m."id" IN ${sqlList(messageIds)}`,
    // By the id, PostgreSQL would rather walk through all ids in their order than look these up.
    sqlPart`m."seq"`,
    messageIds.length,
  );
  return (await loadMessages(originals)).map(toQuote);
}

function toMessage(row: MessageRow, files: MessageFile[], reactions: Reaction[], thread: Thread | null): Message {
  return {
    id: row.id,
    roomId: row.roomId,
    seq: row.seq,
    rev: row.rev,
    kind: row.kind,
    body: row.body,
    author: toAuthor(row.author),
    clientId: row.clientId,
    // A newer instance may have written a notice that this one does not know; its body says it, too.
    system: row.system === null ? null : (systemEventSchema.safeParse(JSON.parse(row.system)).data ?? null),
    replyToId: row.replyToId,
    files,
    reactions,
    pinned: row.isPinned && row.deletedAt === null,
    rootId: row.rootId,
    inRoom: row.inRoom,
    thread,
    createdAt: isoTime(row.createdAt),
    editedAt: row.editedAt && isoTime(row.editedAt),
    deletedAt: row.deletedAt && isoTime(row.deletedAt),
    ...(row.restorableUntil && { restorableUntil: isoTime(row.restorableUntil) }),
  };
}
