import { type SavedAnswer, timeIn } from "@/lib/saved/browser/saved-queue";
import { isTodo, type SavedWish } from "@/lib/saved/browser/saved-state";
import type { SavedEntry, SavedQuery } from "@/lib/saved/schema";

export type SavedTab = SavedQuery["state"];

/** The time by which entries of a tab are in order. */
export const timeOf = ({ doneAt, savedAt }: SavedEntry, tab: SavedTab): string =>
  tab === "done" && doneAt ? doneAt : savedAt;

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
