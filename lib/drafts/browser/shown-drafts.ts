import { createStore } from "../../browser/store.ts";

const drafts = createStore<ReadonlyMap<string, string>>(new Map());

/** The line that the chat list shows of the viewer's draft in a room. */
export const shownDraft = (roomId: string): string | undefined => drafts.get().get(roomId);

export const showDrafts = drafts.set;
export const onShownDrafts = drafts.subscribe;
