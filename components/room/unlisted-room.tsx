"use client";

import { useEffect, useState } from "react";
import { useChatActions } from "@/components/chats/chat-list-provider";
import { ErrorState } from "@/components/ui/error-state";
import { errorMessageOf } from "@/components/ui/form-errors";
import { ApiError, api } from "@/lib/browser/api";
import { type Room, roomReplySchema } from "@/lib/rooms/schema";
import { JoinCard } from "./join-card";
import { RoomNotFound } from "./room-not-found";
import { RoomSkeleton } from "./room-skeleton";

type State = { room?: Room; problem?: string; isMissing?: boolean };

/**
 * The screen of a room that is not in the viewer's chat list: the card to join it, or a sentence that it does not
 * exist. When the room comes into the list, the list's data is shown instead.
 */
export function UnlistedRoom({ roomId }: { roomId: string }) {
  const { storeRoom } = useChatActions();
  const [state, setState] = useState<State>({});
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt fetches again.
  useEffect(() => {
    const abort = new AbortController();
    api(`/api/chat/rooms/${roomId}`, { schema: roomReplySchema, signal: abort.signal }).then(
      ({ room }) => (room.joined ? storeRoom(room) : setState({ room })),
      (fault) => {
        if (abort.signal.aborted) return;
        setState(
          fault instanceof ApiError && fault.status === 404 ? { isMissing: true } : { problem: errorMessageOf(fault) },
        );
      },
    );
    return () => abort.abort();
  }, [roomId, attempt, storeRoom]);
  if (state.room) return <JoinCard room={state.room} />;
  if (state.isMissing) return <RoomNotFound />;
  if (!state.problem) return <RoomSkeleton />;
  return (
    <div className="grid flex-1 place-items-center">
      <h1 className="sr-only">Room</h1>
      <ErrorState
        title="The room could not be opened"
        description={state.problem}
        onRetry={() => {
          setState({});
          setAttempt(attempt + 1);
        }}
      />
    </div>
  );
}
