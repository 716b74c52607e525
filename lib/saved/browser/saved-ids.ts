import { createStore } from "../../browser/store.ts";

/** The messages that the viewer has saved and not done, as they want it: of those the rows say so. lib/saved/browser/saved-state keeps it. */
export const savedIds = createStore<ReadonlySet<string>>(new Set());
