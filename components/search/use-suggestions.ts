"use client";

import { useMemo } from "react";
import { useChats, useViewer } from "@/components/chats/chat-list-provider";
import { findChats, rankPerson } from "@/components/chats/find-chats";
import { usePeople } from "@/components/people/use-people";
import type { Room } from "@/lib/rooms/schema";
import type { Operator } from "@/lib/search/pieces";
import { foldForSearch } from "@/lib/text";
import { plainName, type User } from "@/lib/users/schema";
import { type Suggestion, suggestionOf, suggestOperators, suggestValues, type Typed } from "./completion";
import { roomValue } from "./room-value";

const SHOWN_MAX = 8;
const isPerson = (operator: Typed["operator"]) => operator === "from" || operator === "with" || operator === "mentions";

/** What can stand in the place of what is being typed: operators, people, rooms, dates and kinds. */
export function useSuggestions(typed: Typed | null): Suggestion[] {
  const viewer = useViewer();
  const chats = useChats();
  const operator = typed?.operator ?? null;
  const wantsPeople = isPerson(operator);
  const { people } = usePeople(wantsPeople ? (typed?.typed ?? "") : "", { limit: SHOWN_MAX, enabled: wantsPeople });
  return useMemo(() => {
    if (!typed) return [];
    if (!operator) return suggestOperators(typed);
    if (wantsPeople) return suggestPeople(operator, typed.typed, people, viewer);
    if (operator === "in") return suggestRooms(typed.typed, chats, viewer.id);
    return suggestValues(operator, typed.typed);
  }, [typed, operator, wantsPeople, people, chats, viewer]);
}

function suggestPeople(operator: Operator, typed: string, people: User[], viewer: User): Suggestion[] {
  const wanted = foldForSearch(typed);
  // The people of what was typed before stay until the next ones have come.
  const found = people.filter((one) => one.id !== viewer.id && (wanted === "" || rankPerson(one, wanted) > 0));
  if (found.some(({ username }) => foldForSearch(username) === wanted)) return [];
  const me = "me".startsWith(wanted) && wanted !== "me" ? [suggestionOf(operator, "me", "me", plainName(viewer))] : [];
  const others = found.map((person) => ({
    ...suggestionOf(operator, person.username, plainName(person), `@${person.username}`),
    userId: person.id,
  }));
  return [...me, ...others].slice(0, SHOWN_MAX);
}

function suggestRooms(typed: string, chats: Room[], viewerId: string): Suggestion[] {
  const rooms = chats.filter(({ kind }) => kind !== "DIRECT");
  const found = findChats(rooms, typed, viewerId).slice(0, SHOWN_MAX);
  if (found.length === 1 && found[0]?.name.toLowerCase() === typed.toLowerCase()) return [];
  return found.map((room) => suggestionOf("in", roomValue(room, rooms), room.name, ""));
}
