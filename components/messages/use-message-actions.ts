"use client";

import { Copy, Link, Mail, Pencil, Reply, Trash2 } from "lucide-react";
import { copyText } from "@/components/ui/copy-button";
import { toast } from "@/components/ui/toast";
import { canDeleteMessage, canEditMessage } from "@/lib/messages/policy";
import type { Message } from "@/lib/messages/schema";
import { useConversation } from "./conversation-context";

export type MessageAction = {
  id: "reply" | "edit" | "copy" | "link" | "unread" | "delete";
  label: string;
  Icon: typeof Copy;
  isDestructive?: boolean;
  run: () => void;
};

/** What the viewer may do with a message, in the order of the menu. `onDelete` asks before it is done. */
export function useMessageActions(message: Message, onDelete: () => void): MessageAction[] {
  const { room, viewer, canPost, reply, startEditing, markUnread } = useConversation();
  const actions: MessageAction[] = [];
  if (message.deletedAt !== null) return actions;
  if (canPost) actions.push({ id: "reply", label: "Reply", Icon: Reply, run: () => reply(message) });
  if (canEditMessage(viewer, room, message)) {
    actions.push({ id: "edit", label: "Edit", Icon: Pencil, run: () => startEditing(message.id) });
  }
  if (message.body !== "") {
    actions.push({ id: "copy", label: "Copy text", Icon: Copy, run: () => void copy(message.body, "Text copied.") });
  }
  actions.push({ id: "link", label: "Copy link", Icon: Link, run: () => void copy(linkTo(message), "Link copied.") });
  if (room.joined) {
    actions.push({ id: "unread", label: "Mark unread from here", Icon: Mail, run: () => markUnread(message.seq) });
  }
  if (canDeleteMessage(viewer, room, message)) {
    actions.push({ id: "delete", label: "Delete", Icon: Trash2, isDestructive: true, run: onDelete });
  }
  return actions;
}

/** The address that opens the room at this message. */
function linkTo(message: Message): string {
  return `${location.origin}/rooms/${message.roomId}?m=${message.seq}`;
}

async function copy(text: string, done: string): Promise<void> {
  if (await copyText(text)) toast.success(done);
  else toast.error("The browser does not allow copying. Select the text and press Ctrl+C.");
}
