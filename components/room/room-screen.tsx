"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useChat, useChatActions, useViewer } from "@/components/chats/chat-list-provider";
import { Conversation, type ConversationHandle } from "@/components/messages/conversation";
import { LightboxHost } from "@/components/messages/files/lightbox-host";
import type { OpenPosition } from "@/components/messages/use-timeline-state";
import { lazyHydrated, onDemand } from "@/components/ui/on-demand";
import type { FormAction } from "@/components/ui/use-form-action";
import { cn } from "@/lib/cn";
import { type MessagePlace, threadOf } from "@/lib/messages/address";
import type { HistoryPage } from "@/lib/messages/schema";
import { canPost } from "@/lib/rooms/policy";
import type { Room } from "@/lib/rooms/schema";
import { RoomHeader } from "./room-header";
import { useLostRoom } from "./use-lost-room";
import { threadPanel, useSidePanel } from "./use-side-panel";

// The server renders the card with the page, in one part: without JavaScript its form must be there and work.
const JoinCard = lazyHydrated(() => import("./join-card").then((module) => module.JoinCard), { fallback: null });
const load = () => import("./room-parts");
const WHEN_IDLE = { waitsForIdle: true, fallback: null };
const DetailsPanel = onDemand(() => load().then((module) => module.DetailsPanel));
const RoomSearchHost = onDemand(() => load().then((module) => module.RoomSearchHost), WHEN_IDLE);
const PinBar = onDemand(() => load().then((module) => module.PinBar), WHEN_IDLE);
const ThreadPane = onDemand(() => import("./threads/thread-pane").then((module) => module.ThreadPane), {
  isRare: true,
});

const ARCHIVED = "This room is archived. Its history stays readable.";
const CLOSED = "This account is deleted. What you wrote to each other stays readable.";

type Props = {
  /** The room as the page was rendered with it. The chat list has newer data. */
  room: Room;
  /** Null when the viewer has not joined, and when the browser opens the room without a page of the server. */
  initialPage: HistoryPage | null;
  initialPosition: OpenPosition;
  /** Joins the room before JavaScript has loaded. */
  joinAction?: FormAction;
};

/** The screen of a room: header, conversation and details panel, or the card to join it. */
export function RoomScreen({ room: rendered, initialPage, initialPosition, joinAction }: Props) {
  const viewer = useViewer();
  const listed = useChat(rendered.id);
  const { refetch } = useChatActions();
  const { panel, setPanel } = useSidePanel();
  const isOpen = panel === "details";
  const setOpen = (open: boolean) => setPanel(open ? "details" : "");
  const isGone = useLostRoom(listed);
  const handle = useRef<ConversationHandle>(null);
  const conversation = useMemo(() => ({ roomId: rendered.id }), [rendered.id]);
  // The room was joined after the chat list had been rendered.
  const [isUnlisted] = useState(rendered.joined && !listed);
  useEffect(() => {
    if (isUnlisted) refetch(rendered.id);
  }, [isUnlisted, rendered.id, refetch]);

  const room = listed ?? rendered;
  useEffect(() => {
    if (!panel) return;
    const onKey = (event: KeyboardEvent) => {
      if (
        event.key === "Escape" &&
        !event.isComposing &&
        !event.defaultPrevented &&
        !document.querySelector("[role=menu]")
      )
        setPanel("");
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [panel, setPanel]);

  const openThread = useCallback((rootId: string, seq?: number) => setPanel(threadPanel(rootId, seq)), [setPanel]);

  function jumpTo(place: MessagePlace) {
    const thread = threadOf(place);
    if (thread) return openThread(thread, place.seq);
    // On smaller screens the panel covers the conversation, and so the message that is jumped to.
    if (!matchMedia(`(min-width: ${isOpen ? 64 : 68.75}rem)`).matches) setPanel("");
    handle.current?.jumpTo(place.seq);
  }

  if (isGone) return <div className="flex-1" />;
  if (!room.joined) return <JoinCard room={room} action={joinAction} />;
  const mayPost = canPost(room) ? true : room.kind === "DIRECT" ? CLOSED : ARCHIVED;
  const [rootId, seq] = isOpen ? [] : panel.split(" ");
  return (
    <div data-room={room.id} className={cn("flex min-w-0 flex-1 flex-col", panel && "max-md:invisible")}>
      <RoomHeader room={room} isDetailsOpen={isOpen} onDetails={() => setOpen(!isOpen)} />
      <div className="relative flex min-h-0 flex-1 flex-col">
        <RoomSearchHost roomId={room.id} onJump={jumpTo} />
        <PinBar key={`pins ${room.id}`} roomId={room.id} onJump={jumpTo} onList={() => setOpen(true)} />
        <Conversation
          key={room.id}
          conversation={conversation}
          ref={handle}
          room={room}
          viewer={viewer}
          initialPage={initialPage}
          initialPosition={initialPosition}
          canPost={mayPost}
          openThread={openThread}
          isBehind={panel !== ""}
        />
      </div>
      {isOpen && <DetailsPanel room={room} onClose={() => setPanel("")} onJump={jumpTo} />}
      {rootId && (
        <ThreadPane
          room={room}
          rootId={rootId}
          seq={seq ? Number(seq) : undefined}
          canPost={mayPost}
          openThread={openThread}
          onClose={() => setPanel("")}
        />
      )}
      <LightboxHost />
    </div>
  );
}
