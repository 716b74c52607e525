import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { sql } from "../db/doors.ts";
import { sqlList } from "../db/sql.ts";
import { invalidField } from "../errors.ts";
import { GROUP_MENTIONS } from "../messages/text/group-mentions.ts";
import { foldName } from "../text.ts";
import { loadOwnNames } from "../user-groups/own-names.ts";
import { fold } from "./fold.ts";
import { EDITED_TERM, FROM_TERM, HAS_TERM } from "./message-text.ts";
import type { Query } from "./query.ts";
import { isSelf, type NamingClause, narrowRooms, type ResolvedClause, resolvePeople, roomsCalled } from "./resolve.ts";
import { loadSearchRooms, type SearchRoom } from "./rooms.ts";
import { termsOfWord } from "./terms.ts";

/** Of a query the index is asked for so many terms, and for so many lists of them. */
const TERMS_MAX = 32;
const LISTS_MAX = 8;
/** Of somebody in more groups the index is not asked. */
const OWN_NAMES_MAX = 20;

/** A query with its names looked up: which rooms are searched, and what the index is asked. */
export type Plan = {
  viewer: Viewer;
  clauses: ResolvedClause[];
  rooms: SearchRoom[];
  /** Terms that a message must have, and lists of which it must have one each. Both empty: the index cannot help. */
  all: number[];
  any: number[][];
};

/**
 * Looks up the people and rooms of a query among those that the viewer may know. Throws `invalid` for a person or a room of the
 * viewer's that is not there; a room that the viewer is not in is not there.
 */
export async function planSearch(viewer: Viewer, query: Query): Promise<Plan> {
  const people = await findPeople(query);
  const idOf = (name: string) => (isSelf(name) ? viewer.id : (people.get(foldName(name)) ?? ""));
  const rooms = await chooseRooms(viewer, query, idOf);
  const asksForOwn = query.some((one) => one.type === "mentions" && isSelf(one.name));
  const searcher = asksForOwn ? { ...viewer, ownNames: await loadOwnNames(viewer) } : viewer;
  const clauses = resolvePeople(searcher, query, idOf);
  return { viewer, clauses, rooms, ...termsOf(clauses, viewer) };
}

/** The id of somebody whom the query names. */
type IdOf = (name: string) => string;

/** The ids of the people who are named, by their folded usernames. */
async function findPeople(query: Query): Promise<Map<string, string>> {
  const names = query.flatMap((one) =>
    (one.type === "from" || one.type === "with" || one.type === "mentions") && !isSelf(one.name) ? [one.name] : [],
  );
  if (names.length === 0) return new Map();
  const rows = await sql.all<{ id: string; usernameKey: string }>`
    SELECT "id", "usernameKey" FROM "User" WHERE "deletedAt" IS NULL AND "usernameKey" IN ${sqlList(names.map(foldName))}`;
  const found = new Map(rows.map(({ id, usernameKey }) => [usernameKey, id]));
  const missing = names.find((name) => !found.has(foldName(name)));
  if (missing !== undefined) throw invalidField("q", `Nobody here has the username ${missing}.`);
  return found;
}

async function chooseRooms(viewer: Viewer, query: Query, idOf: IdOf): Promise<SearchRoom[]> {
  const all = await loadSearchRooms(viewer);
  const ids = new Map<NamingClause, string[]>();
  for (const clause of query) {
    if (clause.type === "in") {
      const called = roomsCalled(all, clause.name);
      if (called.length === 0) throw invalidField("q", "You are in no room of this name.");
      ids.set(clause, called);
    } else if (clause.type === "with") ids.set(clause, await chatsWith(viewer, all, idOf(clause.name)));
  }
  return narrowRooms(all, query, (clause) => ids.get(clause) ?? []).filter(({ number }) => number > 0);
}

/** The viewer's direct chats in which somebody is; with oneself, the chat that nobody else is in. */
async function chatsWith(viewer: Viewer, rooms: SearchRoom[], userId: string): Promise<string[]> {
  const chats = rooms.filter(({ kind }) => kind === "DIRECT").map(({ id }) => id);
  const rows = await sql.all<{ roomId: string }>`
    SELECT m."roomId" FROM "Membership" m WHERE m."userId" = ${userId} AND m."roomId" IN ${sqlList(chats)}
      AND (m."userId" <> ${viewer.id}
        OR NOT EXISTS (SELECT 1 FROM "Membership" o WHERE o."roomId" = m."roomId" AND o."userId" <> ${viewer.id}))`;
  return rows.map(({ roomId }) => roomId);
}

/**
 * What the index can be asked. What it cannot know, such as a negation, is compared with the messages, and so is what is too
 * much for it: it looks each term up in each room.
 */
function termsOf(clauses: ResolvedClause[], viewer: Viewer): { all: number[]; any: number[][] } {
  const all = new Set<number>();
  const any: number[][] = [];
  const add = (terms: number[]) => {
    for (const term of terms) all.add(term);
  };
  for (const clause of clauses) {
    if (clause.not) continue;
    if (clause.type === "word") add(termsOfWord(clause.text));
    else if (clause.type === "phrase") add(termsOfPhrase(clause.text));
    else if (clause.type === "from") any.push(clause.userIds.map(FROM_TERM));
    else if (clause.type === "has") add([HAS_TERM(clause.what)]);
    else if (clause.type === "is" && clause.what === "edited") add([EDITED_TERM]);
    else if (clause.type === "is" && clause.what === "mine") add([FROM_TERM(viewer.id)]);
    else if (clause.type === "mentions")
      any.push(clause.names.length > OWN_NAMES_MAX ? [] : termsOfMentions([...clause.names, ...GROUP_NAMES]));
  }
  return { all: [...all].slice(0, TERMS_MAX), any: any.filter((list) => list.length > 0).slice(0, LISTS_MAX) };
}

/** The first word of a phrase may begin behind a bracket or a quotation mark; the others stand behind a blank. */
const termsOfPhrase = (phrase: string): number[] =>
  phrase.split(" ").flatMap((word, at) => (at === 0 ? termsOfWord(word, false) : termsOfWord(word)));

const GROUP_NAMES = Object.values(GROUP_MENTIONS).flatMap(({ names }) => [...names]);

/** For each name one term that a message with its mention has; none where a name has none, because any message might have it. */
function termsOfMentions(names: readonly string[]): number[] {
  const terms = names.map((name) => termsOfWord(`@${fold(name)}`, false)[0]);
  return terms.some((term) => term === undefined) ? [] : (terms as number[]);
}
