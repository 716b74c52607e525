"use client";

import { type Ref, useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from "react";
import { Composer, type ComposerHandle } from "@/components/composer/composer";
import { emojified } from "@/components/composer/emojified";
import { formatByKey, formatByPaste } from "@/components/composer/formatting";
import type { Sending } from "@/components/composer/use-attachments";
import { useFileDrop } from "@/components/composer/use-file-drop";
import { useKeyboardInset } from "@/components/composer/use-keyboard-inset";
import { TypingLine } from "@/components/messages/typing-line";
import { useRoomPresence } from "@/components/messages/use-room-presence";
import { errorMessageOf } from "@/components/ui/form-errors";
import { hasCoarsePointer } from "@/components/ui/keyboard";
import { onDemand } from "@/components/ui/on-demand";
import { toast } from "@/components/ui/toast";
import { canEditMessage } from "@/lib/messages/policy";
import type { HistoryPage, Message } from "@/lib/messages/schema";
import type { Room } from "@/lib/rooms/schema";
import { foldName } from "@/lib/text";
import { type ConversationContext, ConversationProvider, type ConversationViewer } from "./conversation-context";
import { MessageList } from "./message-list";
import { preloadFiles } from "./pending-row";
import { recentAuthors } from "./recent-authors";
import { useEditing } from "./use-editing";
import { useReadMark } from "./use-read-mark";
import { useRoomForRows } from "./use-room-for-rows";
import { useTimeline } from "./use-timeline";
import type { OpenPlace } from "./use-timeline-state";

const DropHint = onDemand(() => import("@/components/composer/drop-hint").then((module) => module.DropHint), {
  isRare: true,
  fallback: null,
});

const EditBar = onDemand(() => import("./edit-bar").then((module) => module.EditBar), {
  isRare: true,
  fallback: null,
});

export type ConversationHandle = { jumpTo: (seq: number) => void };

type ConversationProps = {
  ref?: Ref<ConversationHandle>;
  room: Room;
  viewer: ConversationViewer;
  /** The newest messages, or those around the permalink; null where they have to be asked for. */
  initialPage: HistoryPage | null;
  /** Where to open the room; by `{}` at its newest message, or where its reader left it. */
  initialPlace: OpenPlace;
  /** True, or why the viewer cannot write here. */
  canPost: true | string;
};

/** A room's timeline and message box; fills the flex column that it is in. */
export function Conversation(props: ConversationProps) {
  // Another room is another conversation: nothing of the one before may stay.
  return <RoomConversation key={`${props.room.id} ${props.initialPlace.permalinkSeq ?? ""}`} {...props} />;
}

function RoomConversation(props: ConversationProps) {
  const { ref, room: roomNow, viewer, initialPage, initialPlace, canPost } = props;
  const room = useRoomForRows(roomNow);
  const timeline = useTimeline({
    roomId: room.id,
    viewerId: viewer.id,
    initialPage,
    place: initialPlace,
  });
  const { see, markUnread } = useReadMark(room);
  const presence = useRoomPresence(room.id, viewer.id);
  const keyboardInset = useKeyboardInset();
  const composer = useRef<ComposerHandle>(null);
  const [replyTo, setReplyTo] = useState<Message | null>(null);
  const { editingId, open: startEditing, texts: edits } = useEditing(viewer.id, room.id);
  const mayPost = canPost === true;

  const { messages } = timeline.timeline;
  const held = useRef(messages);
  held.current = messages;

  const { jumpTo, edit, remove, retry, withdraw, send } = timeline;
  const context = useMemo((): ConversationContext => {
    const focusComposer = () => composer.current?.focus();
    return {
      room,
      viewer,
      ownName: foldName(viewer.username),
      canPost: mayPost,
      listMessages: () => held.current,
      findMessage: (id) => held.current.find((one) => one.id === id),
      jumpTo: (seq) => void jumpTo(seq).catch(complain),
      reply: setReplyTo,
      startEditing,
      edits,
      sendText: (body) => send(body, null),
      edit: async (id, body) => edit(id, await emojified(body)),
      remove,
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
  }, [room, viewer, mayPost, jumpTo, edit, remove, retry, withdraw, markUnread, send, startEditing, edits]);

  const isEditShown = editingId === null || messages.some(({ id }) => id === editingId);
  const lostEditSeq = isEditShown ? undefined : edits.seqOf(editingId);

  useImperativeHandle(ref, () => ({ jumpTo: context.jumpTo }), [context.jumpTo]);

  // Who has sent is not typing any more.
  const newest = messages.at(-1);
  const { stopTyping } = presence;
  useEffect(() => {
    if (newest) stopTyping(newest.author.id);
  }, [newest, stopTyping]);

  const onSend = useCallback(
    (body: string, sending?: Sending) => {
      send(body, replyTo?.id ?? null, sending);
      setReplyTo(null);
      presence.resetTyping();
    },
    [send, replyTo, presence.resetTyping],
  );

  const drop = useFileDrop(mayPost ? (files) => composer.current?.attach(files) : null);

  function editLast(): boolean {
    const last = messages.findLast((one) => canEditMessage(viewer, room, one));
    if (!last || timeline.timeline.hasAfter) return false;
    startEditing(last.id);
    void jumpTo(last.seq, false).catch(complain);
    return true;
  }

  return (
    <ConversationProvider value={context}>
      <div
        className="relative flex min-h-0 min-w-0 flex-1 flex-col"
        {...drop.handlers}
        style={keyboardInset > 0 ? { paddingBottom: keyboardInset } : undefined}
      >
        <MessageList room={room} viewerId={viewer.id} timeline={timeline} editingId={editingId} onSeen={see} />
        <TypingLine people={presence.typing} />
        <div className="shrink-0 px-3 pb-[max(0.5rem,env(safe-area-inset-bottom))] sm:px-5 sm:pb-4">
          {lostEditSeq !== undefined && <EditBar seq={lostEditSeq} />}
          {mayPost ? (
            <Composer
              ref={composer}
              roomId={room.id}
              viewerId={viewer.id}
              isDirect={room.kind === "DIRECT"}
              placeholder={`Message ${room.name}`}
              recentAuthors={() => recentAuthors(held.current)}
              replyTo={replyTo}
              onCancelReply={() => setReplyTo(null)}
              onSend={onSend}
              onTyping={presence.tellTyping}
              onFirstFile={preloadFiles}
              onEditLast={editLast}
            />
          ) : (
            <p className="rounded-card border border-border bg-muted px-4 py-3 text-center text-meta text-muted-foreground">
              {canPost}
            </p>
          )}
        </div>
        {drop.isOver && <DropHint name={room.name} />}
      </div>
    </ConversationProvider>
  );
}

function complain(error: unknown) {
  toast.error(errorMessageOf(error));
}

function tellIfSent(isOut: boolean) {
  if (!isOut) toast.note("The message had been sent already.");
}
