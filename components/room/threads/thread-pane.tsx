"use client";

import { useCallback, useContext, useMemo, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useViewer } from "@/components/chats/chat-list-provider";
import { Conversation } from "@/components/messages/conversation";
import type { TimelineApi } from "@/components/messages/use-timeline";
import { DetailsContainer } from "@/components/room/details-container";
import type { Room } from "@/lib/rooms/schema";
import { AlsoInRoom } from "./also-in-room";
import { ThreadHead } from "./thread-head";
import { usePaneFocus } from "./use-pane-focus";

type Props = {
  room: Room;
  rootId: string;
  /** The reply at which the thread opens. */
  seq: number | undefined;
  /** True, or the reason why the viewer cannot write in the room. */
  canPost: true | string;
  openThread: (rootId: string, seq?: number) => void;
  onClose: () => void;
};

const OFF = "Threads are off in this room. What was written stays readable.";

/** A thread beside its room; where there is no place for both, over it, and on a phone a screen of its own. */
export function ThreadPane({ room, rootId, seq, canPost, openThread, onClose }: Props) {
  const viewer = useViewer();
  const slot = useContext(DetailsContainer);
  const conversation = useMemo(() => ({ roomId: room.id, rootId }), [room.id, rootId]);
  const pane = useRef<HTMLElement>(null);
  const rootSeq = useRef<number>(undefined);
  usePaneFocus(pane, rootSeq, slot !== null, conversation);
  const [isInRoom, setInRoom] = useState(false);

  const close = useRef(onClose);
  close.current = onClose;
  const head = useCallback((timeline: TimelineApi, editingId: string | null) => {
    rootSeq.current = timeline.timeline.root?.seq;
    return <ThreadHead timeline={timeline} editingId={editingId} onClose={() => close.current()} />;
  }, []);
  const thread = useMemo(
    () => ({
      head,
      foot: <AlsoInRoom room={room} isOn={isInRoom} onChange={setInRoom} />,
      isInRoom,
      sending: () => {
        setInRoom(false);
        return isInRoom ? { inRoom: true } : {};
      },
    }),
    [head, room, isInRoom],
  );

  if (!slot) return null;
  return createPortal(
    <>
      {/* Where the pane covers the conversation, a click beside it closes it, as Escape does. */}
      <div
        aria-hidden
        onClick={onClose}
        className="fixed inset-0 z-20 animate-fade-in bg-overlay max-md:hidden min-[68.75rem]:hidden"
      />
      <aside
        ref={pane}
        aria-label="Thread"
        className="flex w-(--thread-width) shrink-0 animate-fade-in flex-col border-s bg-background max-[68.75rem]:fixed max-[68.75rem]:inset-y-0 max-[68.75rem]:end-0 max-[68.75rem]:z-30 max-[68.75rem]:shadow-floating max-md:inset-x-0 max-md:w-full max-md:border-s-0 max-md:shadow-none"
      >
        <Conversation
          conversation={conversation}
          room={room}
          viewer={viewer}
          initialPage={null}
          initialPosition={{ permalinkSeq: seq }}
          canPost={canPost === true && room.threads === "OFF" ? OFF : canPost}
          openThread={openThread}
          thread={thread}
        />
      </aside>
    </>,
    slot,
  );
}
