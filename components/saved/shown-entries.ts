import { type SavedAnswer, timeIn } from "@/lib/saved/browser/saved-queue";
import { isTodo, type SavedWish } from "@/lib/saved/browser/saved-state";
import type { SavedEntry, SavedQuery } from "@/lib/saved/schema";

export type SavedTab = SavedQuery["state"];

const isIn = (tab: SavedTab, doneAt: string | null): boolean => (doneAt !== null) === (tab === "done");

/** The entries of a tab as the viewer wants them to be, before the server has said so. */
export function withWishes(
  entries: readonly SavedEntry[],
  wanted: ReadonlyMap<string, SavedWish>,
  tab: SavedTab,
): SavedEntry[] {
  return entries.flatMap((entry) => {
    const wish = wanted.get(entry.messageId);
    if (wish === undefined) return [entry];
    if (wish === "off" || isTodo(wish) !== (tab === "todo")) return [];
    if (wish === "done" || wish === "todo") return [entry];
    return [{ ...entry, remindAt: timeIn(wish), remindedAt: null }];
  });
}

/** The entries after an answer of the server: what it says of one, which may have left the tab. */
export function withAnswer(
  entries: readonly SavedEntry[],
  { messageId, saved }: SavedAnswer,
  tab: SavedTab,
): SavedEntry[] {
  return entries.flatMap((entry) => {
    if (entry.messageId !== messageId) return [entry];
    return saved && isIn(tab, saved.doneAt) ? [{ ...entry, ...saved }] : [];
  });
}

/** What a newer answer says of the first entries, and the further ones that were loaded already. */
export function withNewer(
  known: readonly SavedEntry[],
  newer: readonly SavedEntry[],
  tab: SavedTab,
  isAll: boolean,
): SavedEntry[] {
  const last = newer.at(-1);
  if (isAll || !last) return [...newer];
  const timeOf = ({ doneAt, savedAt }: SavedEntry) => (tab === "done" && doneAt ? doneAt : savedAt);
  const told = new Set(newer.map(({ messageId }) => messageId));
  return [...newer, ...known.filter((one) => timeOf(one) <= timeOf(last) && !told.has(one.messageId))];
}
