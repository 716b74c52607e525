import { dayKey } from "../calendar.ts";
import { foldedNoticeSentences, noticeSentence } from "./notice-sentences.ts";
import type { Message, Quote } from "./schema.ts";
import type { PendingMessage } from "./timeline.ts";

/** Consecutive messages of one person within this time share one name and avatar. */
const GROUP_MS = 5 * 60 * 1000;

/** One row of the timeline. Its `key` stays the same when a pending message becomes a stored one. */
export type TimelineRow =
  | { type: "day"; key: string; iso: string }
  | { type: "unread"; key: string }
  | { type: "message"; key: string; message: Message; isHead: boolean; quote: RowQuote }
  /** The `seq` of the last message that is folded into the notice. */
  | { type: "notice"; key: string; seq: number; text: string; iso: string }
  | { type: "pending"; key: string; pending: PendingMessage; isHead: boolean; quote: RowQuote };

/** The quote of a reply: undefined until the original is known, null when it cannot be had. */
export type RowQuote = Quote | null | undefined;

export type TimelineRowOptions = {
  viewerId: string;
  /** The reader's time zone; a day begins at midnight there. */
  zone: string;
  /** The first message that was unread when the room was opened, or null. */
  firstUnreadSeq: number | null;
  quoteOf: (id: string) => RowQuote;
};

/** Returns the seq of the newest message in a row, or null for a divider or a pending message. */
export function seqOf(row: TimelineRow | undefined): number | null {
  if (row?.type === "message") return row.message.seq;
  return row?.type === "notice" ? row.seq : null;
}

/** Lays out messages as rows, with day dividers, groups, folded notices and the unread line. */
export function toTimelineRows(
  messages: readonly Message[],
  pending: readonly PendingMessage[],
  options: TimelineRowOptions,
): TimelineRow[] {
  const rows: TimelineRow[] = [];
  const dayOf = dayIn(options.zone);
  let day = "";
  let last: { authorId: string; at: number } | null = null;
  const startDay = (iso: string) => {
    const next = dayOf(iso);
    if (next === day) return;
    day = next;
    last = null;
    rows.push({ type: "day", key: `day-${next}`, iso });
  };
  const isHead = (authorId: string, iso: string, breaks: boolean): boolean => {
    const at = Date.parse(iso);
    const head = breaks || last === null || last.authorId !== authorId || at - last.at > GROUP_MS;
    last = { authorId, at };
    return head;
  };
  const quoted = ({ replyToId }: { replyToId: string | null }) =>
    replyToId === null ? undefined : options.quoteOf(replyToId);
  let hasLine = false;
  for (let i = 0; i < messages.length; i++) {
    const message = messages[i] as Message;
    startDay(message.createdAt);
    if (
      !hasLine &&
      options.firstUnreadSeq !== null &&
      message.seq >= options.firstUnreadSeq &&
      message.kind === "USER" &&
      message.author.id !== options.viewerId
    ) {
      hasLine = true;
      last = null;
      rows.push({ type: "unread", key: "unread" });
    }
    if (message.kind === "SYSTEM") {
      const run = noticeRun(messages, i, (next) => dayOf(next.createdAt) === day);
      i += run.length - 1;
      const { seq } = messages[i] as Message;
      rows.push({
        type: "notice",
        key: message.id,
        seq,
        text: textOfNotices(run, options.viewerId),
        iso: message.createdAt,
      });
      last = null;
    } else {
      const head = isHead(message.author.id, message.createdAt, message.replyToId !== null);
      rows.push({
        type: "message",
        key: keyOf(message, options.viewerId),
        message,
        isHead: head,
        quote: quoted(message),
      });
    }
  }
  for (const one of pending) {
    startDay(one.createdAt);
    const head = isHead(options.viewerId, one.createdAt, one.replyToId !== null);
    rows.push({ type: "pending", key: `c-${one.clientId}`, pending: one, isHead: head, quote: quoted(one) });
  }
  return rows;
}

function keyOf(message: Message, viewerId: string): string {
  return message.clientId && message.author.id === viewerId ? `c-${message.clientId}` : message.id;
}

function dayIn(zone: string): (iso: string) => string {
  let known: { hour: string; day: string } | null = null;
  return (iso) => {
    // Formatting is slow. Neighbours mostly share a quarter of an hour, and no zone changes its day within one.
    const hour = `${iso.slice(0, 13)}${Math.floor(Number(iso.slice(14, 16)) / 15)}`;
    if (known?.hour !== hour) known = { hour, day: dayKey(new Date(iso), zone) };
    return known.day;
  };
}

const isComing = (message: Message | undefined) =>
  message?.kind === "SYSTEM" && (message.system?.type === "joined" || message.system?.type === "left");

/** Collects consecutive notices of people who joined or left, because they share one row. */
function noticeRun(messages: readonly Message[], from: number, isSameDay: (message: Message) => boolean): Message[] {
  const run = [messages[from] as Message];
  if (!isComing(run[0])) return run;
  for (let i = from + 1; i < messages.length; i++) {
    const next = messages[i] as Message;
    if (!isComing(next) || !isSameDay(next)) break;
    run.push(next);
  }
  return run;
}

function textOfNotices(run: readonly Message[], viewerId: string): string {
  const [only] = run;
  return run.length === 1 && only ? noticeSentence(only, viewerId) : foldedNoticeSentences(run);
}
