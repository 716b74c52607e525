import { createStore } from "../../browser/store.ts";
import { savedIds } from "./saved-ids.ts";

/**
 * What is to be of a message: not saved, done, to do as it is, to do without a reminder, or to do with a reminder at this time in
 * ISO 8601.
 */
export type SavedWish = "off" | "done" | "todo" | "calm" | (string & {});

type SavedState = {
  /** The messages that the viewer has saved and not done, as the server said last. */
  known: ReadonlySet<string>;
  /** What the viewer wants and the server does not have yet, by message. */
  wanted: ReadonlyMap<string, SavedWish>;
};

/** What is saved, and what is to be. The code that sends wishes comes later than this. */
export const savedState = createStore<SavedState>({ known: new Set(), wanted: new Map() });

export const isTodo = (wish: SavedWish): boolean => wish !== "off" && wish !== "done";

savedState.subscribe(() => {
  const { known, wanted } = savedState.get();
  const ids = new Set(known);
  for (const [messageId, wish] of wanted) {
    if (isTodo(wish)) ids.add(messageId);
    else ids.delete(messageId);
  }
  savedIds.set(ids);
});
