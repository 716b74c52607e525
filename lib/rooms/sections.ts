import type { Room } from "./schema.ts";

/** The parts of the chat list, in its order. A chat is in one of them. */
export type SectionId = "favourites" | "rooms" | "direct" | "archived";

/** Sorts chats, which are in the order of their activity, into the sections of the list. */
export function sectionsOf(chats: readonly Room[]): Record<SectionId, Room[]> {
  const sections: Record<SectionId, Room[]> = { favourites: [], rooms: [], direct: [], archived: [] };
  for (const room of chats) sections[sectionOf(room)].push(room);
  sections.favourites.sort((a, b) => orderOf(a) - orderOf(b) || (a.id < b.id ? -1 : 1));
  return sections;
}

function sectionOf({ archivedAt, settings, kind }: Room): SectionId {
  if (archivedAt !== null) return "archived";
  if (settings.favouriteOrder !== null) return "favourites";
  return kind === "DIRECT" ? "direct" : "rooms";
}

const orderOf = ({ settings }: Room): number => settings.favouriteOrder ?? 0;
