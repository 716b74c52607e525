import { createStore } from "@/lib/browser/store";
import type { Message } from "@/lib/messages/schema";
import type { Room } from "@/lib/rooms/schema";

/** The message that is to be forwarded, and the room in which it was chosen. */
export type ForwardView = { message: Message; from: Pick<Room, "id" | "kind"> };

/** The dialog that forwards a message, which the page's one ForwardHost draws while there is one to forward. */
export const forwardView = createStore<ForwardView | null>(null);
