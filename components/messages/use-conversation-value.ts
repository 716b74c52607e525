"use client";

import { type RefObject, useMemo, useRef } from "react";
import type { ComposerHandle } from "@/components/composer/composer";
import { formatByKey, formatByPaste } from "@/components/composer/formatting";
import { replaceEmojiNames } from "@/components/composer/replace-emoji-names";
import { errorMessageOf } from "@/components/ui/form-errors";
import { hasCoarsePointer } from "@/components/ui/keyboard";
import { toast } from "@/components/ui/toast";
import type { ConversationContext } from "./conversation-context";
import type { TimelineApi } from "./use-timeline";

type Parts = Pick<
  ConversationContext,
  "room" | "viewer" | "canPost" | "edits" | "startEditing" | "reply" | "askDelete" | "openThread"
> & {
  timeline: TimelineApi;
  markUnread: (seq: number) => Promise<void>;
  composer: RefObject<ComposerHandle | null>;
};

/** Makes the context of a conversation. It stays the same object as long as the rows need not be drawn again. */
export function useConversationValue(parts: Parts): ConversationContext {
  const { room, viewer, canPost, edits, startEditing, reply, askDelete, timeline, markUnread, composer } = parts;
  const { openThread } = parts;
  const { jumpTo, edit, restore, retry, withdraw, send } = timeline;
  const { messages: loaded, root, conversation } = timeline.timeline;
  const { rootId } = conversation;
  const messages = useRef(loaded);
  messages.current = root ? [root, ...loaded] : loaded;

  return useMemo(() => {
    const focusComposer = () => composer.current?.focus();
    return {
      rootId,
      domId: (prefix, seq) => `${prefix}${rootId ? "t" : ""}-${seq}`,
      openThread,
      room,
      viewer,
      ownNames: viewer.ownNames,
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
      restore: (id) => void restore(id).catch(complain),
      retry,
      discard: async (pending) => {
        await withdraw(pending.clientId).then(tellIfSent, complain);
        // The button that had the focus has gone with the message. On a phone, focusing the box would open the
        // keyboard.
        if (!hasCoarsePointer()) focusComposer();
      },
      takeBack: async (pending) => {
        const box = composer.current;
        // The files go back to the draft first, because those that the message still owns are deleted with it.
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
    rootId,
    openThread,
    room,
    viewer,
    canPost,
    jumpTo,
    edit,
    askDelete,
    restore,
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
