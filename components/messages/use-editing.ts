"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
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
export function useEditing(viewerId: string, roomId: string) {
  const [editingId, setEditingId] = useState<string | null>(null);
  const isNew = useRef(false);

  // What another page or room left.
  useEffect(() => setEditingId(readEditDrafts(viewerId, roomId).openId), [viewerId, roomId]);

  const open = useCallback(
    (messageId: string | null) => {
      const { openId } = readEditDrafts(viewerId, roomId);
      isNew.current = messageId !== null;
      // Left for another one, its text stays for when it is opened again; closed, it is gone.
      if (messageId === null && openId !== null) keepEditDraft(viewerId, roomId, openId, null);
      openEditDraft(viewerId, roomId, messageId);
      setEditingId(messageId);
    },
    [viewerId, roomId],
  );
  const texts = useMemo(
    (): EditTexts => ({
      textOf: (messageId) => readEditDrafts(viewerId, roomId).texts[messageId]?.body,
      seqOf: (messageId) => readEditDrafts(viewerId, roomId).texts[messageId]?.seq,
      keep: (messageId, seq, body) => keepEditDraft(viewerId, roomId, messageId, { seq, body }),
      takesFocus: () => {
        const was = isNew.current;
        isNew.current = false;
        return was;
      },
    }),
    [viewerId, roomId],
  );
  return { editingId, open, texts };
}
