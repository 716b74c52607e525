"use client";

import { type Ref, useCallback, useImperativeHandle, useRef, useState } from "react";
import { Composer, type ComposerHandle } from "@/components/composer/composer";
import type { AttachmentBatch } from "@/components/composer/use-attachments";
import { useFileDrop } from "@/components/composer/use-file-drop";
import { useKeyboardInset } from "@/components/composer/use-keyboard-inset";
import { codeOnDemand, onDemand } from "@/components/ui/on-demand";
import { type ConversationKey, conversationId } from "@/lib/messages/conversation-key";
import type { HistoryPage, Message } from "@/lib/messages/schema";
import type { Room } from "@/lib/rooms/schema";
import { ConversationProvider, type ConversationViewer } from "./conversation-context";
import { MessageList } from "./message-list";
import { preloadFiles } from "./pending-row";
import { loadReactions } from "./reactions/on-demand";
import { recentAuthors } from "./recent-authors";
import type { ThreadParts } from "./thread-parts";
import type { TypingHandle } from "./typing";
import { complain, useConversationValue } from "./use-conversation-value";
import { useEditing } from "./use-editing";
import { useReadMark } from "./use-read-mark";
import { useStableRoom } from "./use-stable-room";
import { useTimeline } from "./use-timeline";
import type { OpenPosition } from "./use-timeline-state";

const load = () => import("./conversation-parts");
const DeleteDialog = onDemand(() => load().then((module) => module.DeleteDialog));
const loadActions = codeOnDemand(load);
const DropHint = onDemand(() => load().then((module) => module.DropHint), { fallback: null });
// These two have nothing to do before there is a live connection, which waits for the idle moment too.
const WHEN_IDLE = { waitsForIdle: true, fallback: <p className="h-5" /> };
const Typing = onDemand(() => load().then((module) => module.Typing), WHEN_IDLE);
const QuoteFetcher = onDemand(() => load().then((module) => module.QuoteFetcher), { ...WHEN_IDLE, fallback: null });
const EditBar = onDemand(() => load().then((module) => module.EditBar), { fallback: null });

export type ConversationHandle = { jumpTo: (seq: number) => void };

type ConversationProps = {
  ref?: Ref<ConversationHandle>;
  /** Stays the same object as long as it names the same conversation. */
  conversation: ConversationKey;
  /** The room of the conversation. */
  room: Room;
  viewer: ConversationViewer;
  /** The newest messages, or those around the permalink. Null when they have to be fetched. */
  initialPage: HistoryPage | null;
  /** Where to open the conversation. `{}` is where the reader left it, or else its newest message. */
  initialPosition: OpenPosition;
  /** True, or the reason why the viewer cannot write here. */
  canPost: true | string;
  /** Opens the thread of a message, at the reply `seq` if there is one. Stays the same function. */
  openThread: (rootId: string, seq?: number) => void;
  /** Whether something is beside it, or on a phone over it. */
  isBehind?: boolean;
  /** What a thread has and a room does not. */
  thread?: ThreadParts;
};

/** The timeline and the message box of a conversation. They fill the flex column around them. */
export function Conversation(props: ConversationProps) {
  // The key starts every conversation with fresh state.
  return (
    <OneConversation
      key={`${conversationId(props.conversation)} ${props.initialPosition.permalinkSeq ?? ""}`}
      {...props}
    />
  );
}

function OneConversation(props: ConversationProps) {
  const { ref, conversation, room: roomNow, viewer, initialPage, initialPosition, canPost, thread } = props;
  const room = useStableRoom(roomNow);
  const timeline = useTimeline({
    viewerId: viewer.id,
    conversation,
    initialPage,
    position: initialPosition,
  });
  const { see, markUnread } = useReadMark(room, conversation, Boolean(props.isBehind));
  const typing = useRef<TypingHandle>(null);
  const keyboardInset = useKeyboardInset();
  const composer = useRef<ComposerHandle>(null);
  const [replyTo, setReplyTo] = useState<Message | null>(null);
  const [deleting, setDeleting] = useState<Message | null>(null);
  const { editingId, open: startEditing, texts: edits } = useEditing(viewer.id, conversation);
  const mayPost = canPost === true && timeline.firstPage.problem !== "gone";

  const { messages, root, hasAfter } = timeline.timeline;
  const { jumpTo, jumpToLatest, send } = timeline;
  const context = useConversationValue({
    room,
    viewer,
    canPost: mayPost,
    timeline,
    edits,
    startEditing,
    reply: setReplyTo,
    askDelete: setDeleting,
    markUnread,
    composer,
    openThread: props.openThread,
  });

  const isEditShown = editingId === null || root?.id === editingId || messages.some(({ id }) => id === editingId);
  const lostEditSeq = isEditShown ? undefined : edits.seqOf(editingId);

  useImperativeHandle(ref, () => ({ jumpTo: context.jumpTo }), [context.jumpTo]);

  const onSend = useCallback(
    (body: string, sending?: AttachmentBatch) => {
      const sendText = () => send(body, replyTo?.id ?? null, { ...sending, ...thread?.sending() });
      // A plus and an emoji, or the name of one between colons, react to the last message.
      if (!sending && !replyTo && /^\+\S*[^ -9;-~]$/.test(body))
        void loadReactions()
          .then(({ reactByText }) => reactByText(body, context, hasAfter && jumpToLatest))
          .then((hasReacted) => hasReacted || sendText(), sendText);
      else sendText();
      setReplyTo(null);
      typing.current?.reset();
    },
    [send, replyTo, context, hasAfter, jumpToLatest, thread],
  );

  const drop = useFileDrop(mayPost ? (files) => composer.current?.attach(files) : null);

  async function onKeyWhenEmpty(key: string): Promise<void> {
    // The last message is outside of the window.
    if (hasAfter) return;
    const { runShortcut } = await loadActions();
    const message = runShortcut(key, context);
    if (message) await jumpTo(message.seq, false);
  }

  return (
    <ConversationProvider value={context}>
      <div
        className="relative flex min-h-0 min-w-0 flex-1 flex-col"
        {...drop.handlers}
        style={keyboardInset > 0 ? { paddingBottom: keyboardInset } : undefined}
      >
        {thread?.head(timeline, editingId)}
        <MessageList
          // How far a thread is read comes with its first page, and the list begins with that.
          key={String(thread && timeline.isLoaded)}
          room={room}
          viewerId={viewer.id}
          timeline={timeline}
          editingId={editingId}
          onSeen={see}
        />
        <Typing ref={typing} conversation={conversation} viewerId={viewer.id} newest={messages.at(-1)} />
        <div className="shrink-0 px-3 pb-[max(0.5rem,env(safe-area-inset-bottom))] sm:px-5 sm:pb-4">
          {lostEditSeq !== undefined && <EditBar seq={lostEditSeq} />}
          {mayPost ? (
            <Composer
              ref={composer}
              conversation={conversation}
              viewer={viewer}
              room={roomNow}
              isToRoom={thread?.isInRoom ?? true}
              placeholder={thread ? "Reply in thread" : `Message ${room.name}`}
              recentAuthors={() => recentAuthors(context.listMessages())}
              replyTo={replyTo}
              onCancelReply={() => setReplyTo(null)}
              onSend={onSend}
              onTyping={() => typing.current?.tell()}
              onFirstFile={preloadFiles}
              onKeyWhenEmpty={(key) => void onKeyWhenEmpty(key).catch(complain)}
            />
          ) : (
            canPost !== true && (
              <p className="rounded-card border border-border bg-muted px-4 py-3 text-center text-meta text-muted-foreground">
                {canPost}
              </p>
            )
          )}
          {mayPost && thread?.foot}
        </div>
        <QuoteFetcher store={timeline.store} />
        {deleting && (
          <DeleteDialog
            message={deleting}
            onConfirm={() => timeline.remove(deleting.id)}
            onUndo={deleting.author.id === viewer.id ? context.restore : undefined}
            onClose={() => setDeleting(null)}
          />
        )}
        {drop.isOver && <DropHint name={room.name} />}
      </div>
    </ConversationProvider>
  );
}
