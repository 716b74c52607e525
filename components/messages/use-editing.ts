"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ConversationKey } from "@/lib/messages/conversation-key";
import { keepEditDraft, openEditDraft, readEditDrafts } from "./edit-drafts";

/** The texts of unfinished edits, as the edit form reads and stores them. */
export type EditTexts = {
  /** The text of an unfinished edit, or undefined. */
  textOf: (messageId: string) => string | undefined;
  /** The seq of the message of an unfinished edit, or undefined. */
  seqOf: (messageId: string) => number | undefined;
  keep: (messageId: string, seq: number, body: string) => void;
  /** Returns true once after the author has opened the form. The form also appears when its row is scrolled back to. */
  takesFocus: () => boolean;
};

/**
 * Knows which message is being edited, and the text of the edit. Both are stored in this browser, so that they outlive
 * a change of conversation, a reload, and the deletion of the message.
 */
export function useEditing(viewerId: string, conversation: ConversationKey) {
  const [editingId, setEditingId] = useState<string | null>(null);
  const isNew = useRef(false);

  // An earlier page may have left an edit open.
  useEffect(() => setEditingId(readEditDrafts(viewerId, conversation).openId), [viewerId, conversation]);

  const open = useCallback(
    (messageId: string | null) => {
      const { openId } = readEditDrafts(viewerId, conversation);
      isNew.current = messageId !== null;
      // Closing an edit discards its text. Opening another edit keeps it.
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
