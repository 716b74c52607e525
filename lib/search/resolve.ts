import { SELF_NAME } from "../messages/text/group-mentions.ts";
import { foldForSearch, foldName } from "../text.ts";
import type { MessageClause, Query } from "./query.ts";

/** A clause in which people are ids, and rooms are gone: they decide where is searched. */
export type ResolvedClause =
  | MessageClause
  | { type: "from"; not: boolean; userIds: string[] }
  | { type: "mentions"; not: boolean; names: readonly string[] };

/** Who searches. */
export type Searcher = {
  id: string;
  username: string;
  /** The folded names that call them, where those of their groups are known. */
  ownNames?: readonly string[];
};
/** A clause that names somebody or a room. */
export type NamingClause = Extract<Query[number], { name: string }>;

const SELF = new Set([SELF_NAME, "me"]);
export const isSelf = (name: string): boolean => SELF.has(foldName(name));

/** The clauses with ids in the place of people. `idOf` gives the id of somebody whom the query names, or "". */
export function resolvePeople(viewer: Searcher, query: Query, idOf: (name: string) => string): ResolvedClause[] {
  const clauses: ResolvedClause[] = [];
  const authors: string[] = [];
  for (const clause of query) {
    if (!("name" in clause)) clauses.push(clause);
    else if (clause.type === "from") {
      if (clause.not) clauses.push({ type: "from", not: true, userIds: [idOf(clause.name)] });
      else authors.push(idOf(clause.name));
    } else if (clause.type === "mentions") {
      const { ownNames = [foldName(viewer.username)] } = viewer;
      const names = isSelf(clause.name) ? ownNames : [foldName(clause.name)];
      clauses.push({ type: "mentions", not: clause.not, names });
    }
  }
  // Two authors are either of them: no message is by both.
  return authors.length > 0 ? [...clauses, { type: "from", not: false, userIds: authors }] : clauses;
}

/** Those of the rooms in which the query is to be searched. `idsOf` gives the rooms that an `in:` or a `with:` names. */
export function narrowRooms<Room extends { id: string }>(
  all: readonly Room[],
  query: Query,
  idsOf: (clause: NamingClause) => readonly string[],
): Room[] {
  const wanted = { in: null as Set<string> | null, with: null as Set<string> | null };
  const unwanted = new Set<string>();
  for (const clause of query) {
    if (clause.type !== "in" && clause.type !== "with") continue;
    const ids = idsOf(clause);
    if (clause.not) for (const id of ids) unwanted.add(id);
    // Two rooms are either of them: no message is in both.
    else wanted[clause.type] = new Set([...(wanted[clause.type] ?? []), ...ids]);
  }
  return all.filter(({ id }) => !unwanted.has(id) && (wanted.in?.has(id) ?? true) && (wanted.with?.has(id) ?? true));
}

/** The ids of the rooms that an `in:` names, by name or id. A direct chat has no name. */
export function roomsCalled(rooms: readonly { id: string; kind: string; name: string }[], name: string): string[] {
  const folded = foldForSearch(name.trim());
  const isCalled = (room: { kind: string; name: string }) =>
    room.kind !== "DIRECT" && foldForSearch(room.name) === folded;
  return rooms.filter((room) => room.id === name || isCalled(room)).map(({ id }) => id);
}
