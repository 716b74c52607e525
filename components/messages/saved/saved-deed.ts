import { createStore } from "@/lib/browser/store";

/** What is to be done about a message: `remind` asks when. */
export type SavedDeed = { deed: "save" | "remove" | "remind"; messageId: string; remindAt?: string | null };

/** What somebody chose from a message's actions. The page's one SavedHost does it, with code that few pages need. */
export const savedDeed = createStore<SavedDeed | null>(null);

/** Whether somebody has had a message's actions before them: what does them is loaded then, so that it is there without a network. */
export const nearSaved = createStore(false);
