import { createStore } from "@/lib/browser/store";

export type ProfileView = {
  /** An id, or what a mention may mean: `@username`s with blanks between, the likeliest first. */
  person: string;
  /** What was pressed, beside which the card opens. */
  anchor: Element;
};

/** Somebody's card, which the page's one ProfileHost draws while it is open. */
export const profileView = createStore<ProfileView | null>(null);
