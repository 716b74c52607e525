import type { Message } from "@/lib/messages/schema";
import type { Room } from "@/lib/rooms/schema";

/** The message that is to be forwarded, and the room in which it was chosen. */
export type ForwardView = { message: Message; from: Pick<Room, "id" | "kind"> };

let view: ForwardView | null = null;
const listeners = new Set<() => void>();

/** Opens the dialog that forwards a message, which the page's one ForwardHost draws, or closes it. */
export function openForward(next: ForwardView | null): void {
  view = next;
  for (const tell of listeners) tell();
}

export const forwardView = (): ForwardView | null => view;

export function onForward(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
