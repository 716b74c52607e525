"use client";

import { type Ref, useEffect, useImperativeHandle } from "react";
import type { ConversationKey } from "@/lib/messages/conversation-key";
import type { Message } from "@/lib/messages/schema";
import { TypingLine } from "./typing-line";
import { useRoomPresence } from "./use-room-presence";

export type TypingHandle = {
  /** Tells the others that the viewer is typing, at most once in a while. */
  tell: () => void;
  /** Has the next letter after a sent message tell the others at once. */
  reset: () => void;
};

type Props = {
  ref: Ref<TypingHandle>;
  conversation: ConversationKey;
  viewerId: string;
  /** Who has sent it is no longer typing. */
  newest: Message | undefined;
};

/** Says who is typing in a conversation, and tells them that the viewer is. */
export function Typing({ ref, conversation, viewerId, newest }: Props) {
  const { typing, stopTyping, tellTyping, resetTyping } = useRoomPresence(conversation, viewerId);
  useImperativeHandle(ref, () => ({ tell: tellTyping, reset: resetTyping }), [tellTyping, resetTyping]);
  useEffect(() => {
    if (newest) stopTyping(newest.author.id);
  }, [newest, stopTyping]);
  return <TypingLine people={typing} />;
}
