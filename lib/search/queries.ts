import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { validTimeZone } from "../calendar.ts";
import { db } from "../db/doors.ts";
import { invalidField } from "../errors.ts";
import { loadMessages } from "../messages/load-messages.ts";
import { messageSelect } from "../messages/rows.ts";
import type { Message } from "../messages/schema.ts";
import { isHit } from "./accept.ts";
import { type Collected, collectNewest, type Found } from "./collect.ts";
import { foldedText } from "./message-text.ts";
import type { Place } from "./place.ts";
import { type Plan, planSearch } from "./plan.ts";
import { progressOf } from "./progress.ts";
import { parseQuery, type Query, QueryError, wantedOf } from "./query.ts";
import { relevanceOf } from "./relevance.ts";
import { nameRooms, stillIn } from "./rooms.ts";
import type { Hit, SearchPage, SearchQuery } from "./schema.ts";
import { shownParts } from "./shown-parts.ts";
import { snippetOf } from "./snippet.ts";

/** Sorted by relevance, only so many of the newest hits are compared with one another. */
const RANKED_MAX = 200;
/** They are collected in so many turns at most: one ends early when it has compared too much in vain. */
const RANKING_ROUNDS_MAX = 5;

/**
 * Finds messages in the rooms that the viewer is in now, the newest first. Throws `invalid` for a query that cannot be answered,
 * with a sentence for the field `q`. A query without words or filters finds nothing.
 */
export async function searchMessages(viewer: Viewer, input: SearchQuery): Promise<SearchPage> {
  const query = readQuery(input);
  if (query.length === 0) return { hits: [], next: null };
  const plan = await planSearch(viewer, query);
  const { found, next } = input.sort === "newest" ? await newest(plan, input) : await mostRelevant(plan, query, input);
  const hits = await toHits(plan, query, found);
  const indexing = progressOf(plan.rooms);
  return { hits, next, ...(indexing && { indexing }) };
}

function readQuery({ q, zone }: SearchQuery): Query {
  try {
    return parseQuery(q, { now: Date.now(), zone: validTimeZone(zone) });
  } catch (error) {
    if (error instanceof QueryError) throw invalidField("q", error.message);
    throw error;
  }
}

type Page = { found: Found[]; next: string | null };

async function newest(plan: Plan, { cursor, limit }: SearchQuery): Promise<Page> {
  const { found, next } = await collectNewest(plan, cursor === undefined ? null : toPlace(cursor), limit);
  return { found, next: next && toCursor(next) };
}

const toCursor = ({ time, room, seq }: Place): string => `${time}.${room}.${seq}`;

/** A cursor of the other order has a time only, which as a place comes before all of that moment. */
function toPlace(cursor: string): Place {
  const [time = 0, room = 0, seq = 0] = cursor.split(".").map(Number);
  return { time, room, seq };
}

/**
 * Ranks the newest hits among each other, and pages through them by their number. Where these ended early, because too much
 * was compared in vain, a cursor of a place leads on, and each further page is ranked by itself.
 */
async function mostRelevant(plan: Plan, query: Query, { cursor = "0", limit }: SearchQuery): Promise<Page> {
  if (cursor.includes(".")) {
    const { found, next } = await collectNewest(plan, toPlace(cursor), limit);
    return { found: rank(found, query), next: next && toCursor(next) };
  }
  const { found, next } = await collectForRanking(plan);
  const ranked = rank(found, query);
  const to = Number(cursor) + limit;
  const more = to < ranked.length ? String(to) : next && toCursor(next);
  return { found: ranked.slice(Number(cursor), to), next: more };
}

/** Collects the hits to rank. `next` is where they go on when they are fewer than are ranked. */
async function collectForRanking(plan: Plan): Promise<Collected> {
  const found: Found[] = [];
  let next: Place | null = null;
  for (let round = 0; round < RANKING_ROUNDS_MAX; round++) {
    const page: Collected = await collectNewest(plan, next, RANKED_MAX - found.length);
    found.push(...page.found);
    next = found.length >= RANKED_MAX ? null : page.next;
    if (next === null) break;
  }
  return { found, next };
}

function rank(found: readonly Found[], query: Query): Found[] {
  const wanted = wantedOf(query);
  const now = Date.now();
  const ranked = found.map((one) => ({
    one,
    score: relevanceOf(foldedText(one.message), wanted, now - one.place.time),
  }));
  return ranked.sort((a, b) => b.score - a.score).map(({ one }) => one);
}

async function toHits(plan: Plan, query: Query, found: Found[]): Promise<Hit[]> {
  const { viewer } = plan;
  const rooms = [...new Map(found.map(({ room }) => [room.id, room])).values()];
  const names = await nameRooms(viewer, rooms);
  const messages = await loadFound(found);
  // The last question before the reply: who has been removed meanwhile gets nothing of the room.
  const allowed = await stillIn(
    viewer,
    rooms.map(({ id }) => id),
  );
  const wanted = wantedOf(query);
  return found.flatMap(({ message: { id }, room }) => {
    const [message, named] = [messages.get(id), names.get(room.id)];
    // It may have been deleted or edited since it was compared.
    if (!message || !named || !allowed.has(room.id) || !isHit(plan, message, room)) return [];
    return [{ message, room: named, snippet: snippetOf(shownParts(message, wanted), wanted) }];
  });
}

async function loadFound(found: readonly Found[]): Promise<Map<string, Message>> {
  const ids = found.map(({ message }) => message.id);
  if (ids.length === 0) return new Map();
  const rows = await db().message.findMany({ where: { id: { in: ids } }, select: messageSelect });
  return new Map((await loadMessages(rows)).map((message) => [message.id, message]));
}
