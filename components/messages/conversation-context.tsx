"use client";

import { type ClipboardEvent, createContext, type KeyboardEvent, useContext } from "react";
import type { ConversationKey } from "@/lib/messages/conversation-key";
import type { Message } from "@/lib/messages/schema";
import type { PendingMessage } from "@/lib/messages/timeline";
import type { Room } from "@/lib/rooms/schema";
import type { User } from "@/lib/users/schema";
import type { EditTexts } from "./use-editing";

export type ConversationViewer = Pick<User, "id" | "username" | "displayName" | "role" | "pictureId"> & {
  ownNames: readonly string[];
};

/** The data and functions that the rows of a conversation use. It changes seldom, so that rows are not drawn again. */
export type ConversationContext = {
  /** Undefined in a room, and in a thread the id of the message that it is about. */
  rootId: ConversationKey["rootId"];
  /** The id in the page of the message `seq` with this prefix. A message may be drawn in the room and in a thread. */
  domId: (prefix: "m" | "r", seq: number) => string;
  /** Opens the thread of a message, at the reply `seq` if there is one. */
  openThread: (rootId: string, seq?: number) => void;
  room: Room;
  viewer: ConversationViewer;
  /** The folded names by which messages call the viewer. */
  ownNames: readonly string[];
  canPost: boolean;
  /** Finds a message in the window of the timeline. */
  findMessage: (id: string) => Message | undefined;
  /** Lists the messages in the window of the timeline, oldest first. */
  listMessages: () => readonly Message[];
  jumpTo: (seq: number) => void;
  reply: (message: Message) => void;
  /** Opens the edit form of a message. Null closes it and discards its text. */
  startEditing: (messageId: string | null) => void;
  edits: EditTexts;
  /** Sends a text as a new message. */
  sendText: (body: string) => void;
  edit: (messageId: string, body: string) => Promise<void>;
  /** Deletes the message after the viewer has confirmed it. */
  askDelete: (message: Message) => void;
  /** Brings back what the viewer has deleted, or says why that cannot be. */
  restore: (messageId: string) => void;
  markUnread: (seq: number) => void;
  retry: (clientId: string) => void;
  /** Deletes an unsent message, or says that it has been sent. A request that is under way ends first. */
  discard: (pending: PendingMessage) => Promise<void>;
  /** Moves an unsent message back to the message box, or says that it has been sent. */
  takeBack: (pending: PendingMessage) => Promise<void>;
  focusComposer: () => void;
  /** Format the text of a field by a key or a paste, as in the message box. They return whether the event did that. */
  formatByKey: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean;
  formatByPaste: (event: ClipboardEvent<HTMLTextAreaElement>) => boolean;
};

const Context = createContext<ConversationContext | null>(null);
export const ConversationProvider = Context.Provider;

export function useConversation(): ConversationContext {
  const value = useContext(Context);
  if (!value) throw new Error("useConversation outside of a conversation.");
  return value;
}
