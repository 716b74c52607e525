import { api } from "../../browser/api.ts";
import { WISHES } from "../../browser/kept-wishes.ts";
import { openWishQueue } from "../../browser/wish-queue.ts";
import { WishStore } from "../../browser/wish-store.ts";
import { type SavedState, type SaveInput, savedReplySchema } from "../schema.ts";
import { type SavedWish, savedState } from "./saved-state.ts";

/** What the server says of a message; null where it is not saved. */
export type SavedAnswer = { messageId: string; saved: SavedState | null };

const listeners = new Set<(answer: SavedAnswer) => void>();

/** The time of the reminder in a wish, if there is one. */
export const timeIn = (wish: SavedWish): string | null => (/^\d/.test(wish) ? wish : null);

/** Calls `listener` with each answer of the server to a wish. Returns a function that ends it. */
export function onSavedAnswer(listener: (answer: SavedAnswer) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The wishes of the viewer for their saved messages, until the server has them. */
export const savedQueue = openWishQueue<string, SavedAnswer>(
  "parley-saved",
  new WishStore(WISHES.saved, ({ value }) => (typeof value === "string" ? value : undefined)),
  {
    show(wishes) {
      const wanted = new Map(wishes.map(({ parts: [messageId = ""], value }) => [messageId, value]));
      savedState.set({ ...savedState.get(), wanted });
    },
    receive(answer) {
      const { messageId, saved } = answer;
      const known = new Set(savedState.get().known);
      if (saved && saved.doneAt === null) known.add(messageId);
      else known.delete(messageId);
      savedState.set({ ...savedState.get(), known });
      for (const tell of listeners) tell(answer);
    },
  },
  async ([messageId = ""], wish) => {
    const path = `/api/chat/messages/${messageId}/saved`;
    const request = wish === "off" ? { method: "DELETE" as const } : { method: "PUT" as const, body: bodyOf(wish) };
    return { messageId, saved: (await api(path, { ...request, schema: savedReplySchema })).saved };
  },
);

/** Says what is to be of a message. It is shown at once and sent when that is possible. */
export function wishSaved(viewerId: string, messageId: string, wish: SavedWish): void {
  savedQueue.wish(viewerId, [messageId], wish);
}

function bodyOf(wish: SavedWish): SaveInput {
  const remindAt = timeIn(wish);
  // The wish may be older than this request, and its time past.
  if (remindAt) return { remindAt, late: true };
  return wish === "calm" ? { done: false, remindAt: null } : { done: wish === "done" };
}

// The queue may have come to a page that is connected long since, so it hears of the network itself.
if (typeof window !== "undefined") window.addEventListener("online", () => savedQueue.wake());
