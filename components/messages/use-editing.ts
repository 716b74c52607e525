"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ConversationKey } from "@/lib/messages/conversation-key";
import { keepEditDraft, openEditDraft, readEditDrafts } from "./edit-drafts";

/** What the form of an edit asks and tells of its text. */
export type EditTexts = {
  /** The text of an edit that was begun, undefined when it was not. */
  textOf: (messageId: string) => string | undefined;
  /** Of an edit that was begun: where its message stands. */
  seqOf: (messageId: string) => number | undefined;
  keep: (messageId: string, seq: number, body: string) => void;
  /** Whether the form was just opened by its author; true once. It comes again when its row is scrolled back to. */
  takesFocus: () => boolean;
};

/**
 * Which message is being edited, and the text of it: kept in this browser, so that it outlives a change of room, a
 * reload, and the deletion of the message.
 */
export function useEditing(viewerId: string, conversation: ConversationKey) {
  const [editingId, setEditingId] = useState<string | null>(null);
  const isNew = useRef(false);

  // What another page or conversation left.
  useEffect(() => setEditingId(readEditDrafts(viewerId, conversation).openId), [viewerId, conversation]);

  const open = useCallback(
    (messageId: string | null) => {
      const { openId } = readEditDrafts(viewerId, conversation);
      isNew.current = messageId !== null;
      // Left for another one, its text stays for when it is opened again; closed, it is gone.
      if (messageId === null && openId !== null) keepEditDraft(viewerId, conversation, openId, null);
      openEditDraft(viewerId, conversation, messageId);
      setEditingId(messageId);
    },
    [viewerId, conversation],
  );
  const texts = useMemo(
    (): EditTexts => ({
      textOf: (messageId) => readEditDrafts(viewerId, conversation).texts[messageId]?.body,
      seqOf: (messageId) => readEditDrafts(viewerId, conversation).texts[messageId]?.seq,
      keep: (messageId, seq, body) => keepEditDraft(viewerId, conversation, messageId, { seq, body }),
      takesFocus: () => {
        const was = isNew.current;
        isNew.current = false;
        return was;
      },
    }),
    [viewerId, conversation],
  );
  return { editingId, open, texts };
}
