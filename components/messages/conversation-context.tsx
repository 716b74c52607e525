"use client";

import { type ClipboardEvent, createContext, type KeyboardEvent, useContext } from "react";
import type { Message } from "@/lib/messages/schema";
import type { PendingMessage } from "@/lib/messages/timeline";
import type { Room } from "@/lib/rooms/schema";
import type { User } from "@/lib/users/schema";
import type { EditTexts } from "./use-editing";

export type ConversationViewer = Pick<User, "id" | "username" | "displayName" | "role" | "pictureId">;

/** What the rows of a conversation need to know and may do. Its value changes seldom, so that rows stay as they are. */
export type ConversationContext = {
  room: Room;
  viewer: ConversationViewer;
  /** Folded username of the viewer. */
  ownName: string;
  canPost: boolean;
  /** The message, if the timeline holds it now. */
  findMessage: (id: string) => Message | undefined;
  /** What the timeline holds now, oldest first. */
  listMessages: () => readonly Message[];
  jumpTo: (seq: number) => void;
  reply: (message: Message) => void;
  /** Null ends it, and its text is gone. */
  startEditing: (messageId: string | null) => void;
  edits: EditTexts;
  /** As a message of its own. */
  sendText: (body: string) => void;
  edit: (messageId: string, body: string) => Promise<void>;
  /** Deletes the message if its author says so once more. */
  askDelete: (message: Message) => void;
  markUnread: (seq: number) => void;
  retry: (clientId: string) => void;
  /** Both take an unsent message out, or say that it had been sent; what is on its way is waited for. */
  discard: (pending: PendingMessage) => Promise<void>;
  /** Into the message box. */
  takeBack: (pending: PendingMessage) => Promise<void>;
  focusComposer: () => void;
  /** What the message box does with keys and pastes to format a text; true when that was one. */
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
