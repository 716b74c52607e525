"use client";

import { type RefObject, useMemo, useRef } from "react";
import type { ComposerHandle } from "@/components/composer/composer";
import { formatByKey, formatByPaste } from "@/components/composer/formatting";
import { replaceEmojiNames } from "@/components/composer/replace-emoji-names";
import { errorMessageOf } from "@/components/ui/form-errors";
import { hasCoarsePointer } from "@/components/ui/keyboard";
import { toast } from "@/components/ui/toast";
import { foldName } from "@/lib/text";
import type { ConversationContext } from "./conversation-context";
import type { TimelineApi } from "./use-timeline";

type Parts = Pick<
  ConversationContext,
  "room" | "viewer" | "canPost" | "edits" | "startEditing" | "reply" | "askDelete"
> & {
  timeline: TimelineApi;
  markUnread: (seq: number) => Promise<void>;
  composer: RefObject<ComposerHandle | null>;
};

/** Puts together what the rows of a conversation need to know and may do. It stays the same object while rows stay as they are. */
export function useConversationValue(parts: Parts): ConversationContext {
  const { room, viewer, canPost, edits, startEditing, reply, askDelete, timeline, markUnread, composer } = parts;
  const { jumpTo, edit, retry, withdraw, send } = timeline;
  const messages = useRef(timeline.timeline.messages);
  messages.current = timeline.timeline.messages;

  return useMemo(() => {
    const focusComposer = () => composer.current?.focus();
    return {
      room,
      viewer,
      ownName: foldName(viewer.username),
      canPost,
      listMessages: () => messages.current,
      findMessage: (id) => messages.current.find((one) => one.id === id),
      jumpTo: (seq) => void jumpTo(seq).catch(complain),
      reply,
      startEditing,
      edits,
      sendText: (body) => send(body, null),
      edit: async (id, body) => edit(id, await replaceEmojiNames(body)),
      askDelete,
      retry,
      discard: async (pending) => {
        await withdraw(pending.clientId).then(tellIfSent, complain);
        // Its button had the focus, and goes with it; with fingers a keyboard would come up.
        if (!hasCoarsePointer()) focusComposer();
      },
      takeBack: async (pending) => {
        const box = composer.current;
        // Its files first: those that are still its own when it goes are gone.
        if (box) await withdraw(pending.clientId, () => box.takeBack(pending)).then(tellIfSent, complain);
      },
      focusComposer,
      formatByKey,
      formatByPaste,
      markUnread: (seq) =>
        void markUnread(seq)
          .then(() => toast.success("Marked as unread."))
          .catch(complain),
    };
  }, [
    room,
    viewer,
    canPost,
    jumpTo,
    edit,
    askDelete,
    retry,
    withdraw,
    markUnread,
    send,
    startEditing,
    edits,
    reply,
    composer,
  ]);
}

export function complain(error: unknown): void {
  toast.error(errorMessageOf(error));
}

function tellIfSent(isOut: boolean): void {
  if (!isOut) toast.note("The message had been sent already.");
}
