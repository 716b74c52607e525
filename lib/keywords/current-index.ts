import "server-only";
import { sql } from "../db/doors.ts";
import { shownText } from "../search/message-text.ts";
import { singleFlight } from "../single-flight.ts";
import { singleton } from "../singleton.ts";
import { WordIndex } from "./word-index.ts";

/** So old what this process knows may be before it asks what other processes have changed: a question in so long, however many messages. */
export const FRESH_MS = 2000;
/** So many people's words are taken over in one go, as when a process starts. */
const PAGE = 500;

type State = { index: WordIndex; version: number; askedAt: number; last?: { body: string; people: string[] } };

const state = () =>
  singleton("keywords.index", (): State => ({ index: new WordIndex(), version: 0, askedAt: Number.NEGATIVE_INFINITY }));

/**
 * Sees to it that this process knows the keywords that people had a moment ago. It asks for what has changed since it asked last, so
 * most calls ask nothing, and most questions have an empty answer. Called before a message's transaction, which waits for nothing.
 */
export async function readyKeywords(now = performance.now()): Promise<void> {
  if (now - state().askedAt < FRESH_MS) return;
  await singleFlight("keywords.refresh", "", () => refresh(now));
}

async function refresh(now: number): Promise<void> {
  const known = state();
  for (;;) {
    const rows = await sql.all<{ userId: string; words: string; version: number }>`
      SELECT "userId", "words", "version" FROM "Keywords" WHERE "version" > ${known.version}
      ORDER BY "version" LIMIT ${PAGE}`;
    for (const { userId, words, version } of rows) {
      known.index.put(userId, JSON.parse(words) as string[]);
      known.version = Number(version);
    }
    if (rows.length > 0) known.last = undefined;
    if (rows.length < PAGE) break;
  }
  known.askedAt = now;
}

/** Lets the next message ask, because this process has changed something itself. */
export function forgetKeywords(): void {
  state().askedAt = Number.NEGATIVE_INFINITY;
}

/** Somebody's folded keywords, as this process knows them. */
export const wordsOf = (userId: string): readonly string[] => state().index.wordsOf(userId);

/** The ids of the people one of whose keywords stands in the body, as it is drawn. */
export function peopleWaitingFor(body: string): string[] {
  const known = state();
  if (known.index.isEmpty || body === "") return [];
  // The effects of one message ask one after the other.
  if (known.last?.body !== body) known.last = { body, people: known.index.find(shownText(body)) };
  return known.last.people;
}
