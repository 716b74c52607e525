import type { ReactNode } from "react";
import { rankChat, rankPerson, withoutChat } from "@/components/chats/find-chats";
import { bestOf } from "@/lib/ranking";
import type { Room } from "@/lib/rooms/schema";
import { foldForSearch } from "@/lib/text";
import type { Author } from "@/lib/users/schema";

/** Something that can be done by its name, as in the switcher. */
export type Command = { title: string; icon: ReactNode; run: () => void };

/** One thing that was found by its name. `key` names it among all others. */
export type Entry =
  | { key: string; section: "chats" | "rooms"; room: Room }
  | { key: string; section: "people"; person: Author }
  | { key: string; section: "commands"; command: Command };
type Section = Entry["section"];

/** Entries of one section that stand together. A section has a second block for what was found after another one. */
export type Block = { section: Section; entries: readonly Entry[] };

/** What the browser knows: the viewer's chats, and people and rooms to join from earlier replies of the server. */
export type Known = {
  viewerId: string;
  chats: readonly Room[];
  people: readonly Author[];
  rooms: readonly Room[];
  commands: readonly Command[];
};

/** More people, or rooms, of earlier replies are forgotten. */
const KNOWN_MAX = 100;

/** The name that is looked for; an @ or # before it says only what somebody thinks of. */
export const wantedName = (query: string): string => foldForSearch(query.trim().replace(/^[@#]/, ""));

/** What is offered before anything is typed. */
export function blocksWithoutQuery(chats: readonly Room[], commands: readonly Command[]): Block[] {
  const blocks: Block[] = [
    { section: "chats", entries: chats.map(toChat) },
    { section: "commands", entries: commands.map(toCommand) },
  ];
  return blocks.filter(({ entries }) => entries.length > 0);
}

/** All that is known by the name, the best of each section first, and the section with the best one first. */
export function findEntries({ viewerId, chats, people, rooms, commands }: Known, query: string): Block[] {
  const wanted = wantedName(query);
  const listed = new Set(chats.map(({ id }) => id));
  const strangers = withoutChat([...people, ...peopleOf(chats, viewerId)], chats);
  const joinable = rooms.filter(({ id, joined }) => !joined && !listed.has(id));
  const rankRoom = (room: Room) => rankChat(room, wanted, viewerId);
  const sections = [
    best("chats", chats, rankRoom, toChat),
    best("people", strangers, (person) => rankPerson(person, wanted), toPerson),
    best("rooms", joinable, rankRoom, (room) => ({ key: `room-${room.id}`, section: "rooms", room })),
  ].sort((a, b) => b.rank - a.rank);
  const named = commands.filter(({ title }) => foldForSearch(title).includes(wanted));
  const blocks: Block[] = [...sections, { section: "commands", entries: named.map(toCommand) }];
  return blocks.filter(({ entries }) => entries.length > 0);
}

const toChat = (room: Room): Entry => ({ key: `room-${room.id}`, section: "chats", room });
const toPerson = (person: Author): Entry => ({ key: `person-${person.id}`, section: "people", person });
// Keys become ids of elements, which have no blanks.
const toCommand = (command: Command): Entry => ({
  key: `do-${command.title.replaceAll(" ", "-")}`,
  section: "commands",
  command,
});

/** Those of one section that match, each once, the best first. */
function best<T>(section: Section, all: readonly T[], rankOf: (one: T) => number, toEntry: (one: T) => Entry) {
  const ranked = new Map(all.map((one) => [toEntry(one), rankOf(one)]));
  const found = bestOf([...ranked.keys()], (entry) => ranked.get(entry) ?? 0, ranked.size);
  const entries = [...new Map(found.map((entry) => [entry.key, entry])).values()];
  return { section, entries, rank: entries[0] ? (ranked.get(entries[0]) ?? 0) : 0 };
}

/** The people of the viewer's group chats, who may have no chat of two with them. */
function peopleOf(chats: readonly Room[], viewerId: string): Author[] {
  const groups = chats.filter(({ kind, people }) => kind === "DIRECT" && people.length > 1);
  return groups.flatMap(({ people }) => people.filter(({ id, username }) => id !== viewerId && username !== ""));
}

/**
 * The blocks to show now that `found` is known: what is shown keeps its place as long as it is found, and what is new
 * comes below, at most `max` of a section. So nothing moves under a pointer or a reader when a reply arrives.
 */
export function keepPlaces(shown: readonly Block[], found: readonly Block[], max: number): Block[] {
  const current = new Map(found.flatMap(({ entries }) => entries.map((one) => [placeOf(one), one])));
  const kept = shown.map(({ section, entries }) => ({
    section,
    entries: entries.flatMap((one) => current.get(placeOf(one)) ?? []),
  }));
  const blocks: Block[] = kept.filter(({ entries }) => entries.length > 0);
  const places = new Set(blocks.flatMap(({ entries }) => entries.map(placeOf)));
  for (const { section, entries } of found) {
    const room = max - blocks.reduce((sum, one) => sum + (one.section === section ? one.entries.length : 0), 0);
    const added = entries.filter((one) => !places.has(placeOf(one))).slice(0, Math.max(0, room));
    if (added.length === 0) continue;
    const last = blocks.at(-1);
    if (last?.section === section) blocks.splice(-1, 1, { section, entries: [...last.entries, ...added] });
    else blocks.push({ section, entries: added });
  }
  return blocks;
}

/** A room that was joined meanwhile is another entry, because choosing it does something else. */
const placeOf = ({ section, key }: Entry): string => `${section} ${key}`;

/**
 * What is known after a reply with at most `limit` of each. A short reply has all there is, so that what it lacks is gone;
 * a long one may have left out what was found before.
 */
export function withReply<T extends { id: string }>(before: readonly T[], reply: readonly T[], limit: number): T[] {
  if (reply.length < limit) return [...reply];
  const ids = new Set(reply.map(({ id }) => id));
  return [...reply, ...before.filter(({ id }) => !ids.has(id))].slice(0, KNOWN_MAX);
}
