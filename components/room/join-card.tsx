"use client";

import { type FormEvent, useState } from "react";
import { useChatActions, useOnline, useViewer } from "@/components/chats/chat-list-provider";
import { RoomIcon } from "@/components/chats/room-icon";
import { Button } from "@/components/ui/button";
import { errorMessageOf } from "@/components/ui/form-errors";
import { type FormAction, useFormAction } from "@/components/ui/use-form-action";
import { api } from "@/lib/browser/api";
import { VIEWER_FIELD } from "@/lib/browser/viewer-field";
import { canJoin } from "@/lib/rooms/policy";
import { type Room, roomReplySchema } from "@/lib/rooms/schema";
import { ScreenHeader } from "./screen-header";

/**
 * An open room as somebody sees it who has not joined: its name and topic, and a Join button. `action` is what the button
 * does before JavaScript has loaded.
 */
export function JoinCard({ room, action = doNothing }: { room: Room; action?: FormAction }) {
  const viewer = useViewer();
  const online = useOnline();
  const { join, busy, problem } = useJoin(room);
  const { state, form } = useFormAction(action);
  const refusal = problem ?? state.message;
  return (
    <div data-room={room.id} className="flex min-w-0 flex-1 flex-col">
      <ScreenHeader>
        <RoomIcon room={room} viewerId={viewer.id} online={online} size={32} />
        <h1 className="min-w-0 flex-1 truncate text-[0.9375rem] font-semibold">{room.name}</h1>
      </ScreenHeader>
      <div className="grid flex-1 place-items-center overflow-y-auto p-5">
        <section
          aria-label={`About ${room.name}`}
          className="w-full max-w-sm rounded-card border bg-card p-6 text-center"
        >
          <p className="text-title font-semibold text-balance">{room.name}</p>
          {room.topic && <p className="mt-1 text-sm text-pretty text-muted-foreground">{room.topic}</p>}
          <p className="mt-3 text-meta text-muted-foreground">
            {room.memberCount === 1 ? "1 member" : `${room.memberCount} members`}
          </p>
          {canJoin({ ...room, joined: false }) ? (
            <form {...form} onSubmit={join} className="mt-4">
              <input type="hidden" name={VIEWER_FIELD} value={viewer.id} />
              <input type="hidden" name="roomId" value={room.id} />
              <Button type="submit" size="lg" loading={busy} className="w-full">
                Join room
              </Button>
            </form>
          ) : (
            <p className="mt-4 text-sm">This room is archived. Nobody can join it.</p>
          )}
          {refusal && (
            <p role="alert" className="mt-2 text-sm text-destructive">
              {refusal}
            </p>
          )}
        </section>
      </div>
    </div>
  );
}

function useJoin(room: Room) {
  const { storeRoom } = useChatActions();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  async function join(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const path = `/api/chat/rooms/${room.id}/members`;
      const reply = await api(path, { method: "POST", body: {}, schema: roomReplySchema });
      storeRoom(reply.room);
    } catch (fault) {
      setProblem(errorMessageOf(fault));
      setBusy(false);
    }
  }
  return { join, busy, problem };
}

/** Where the browser draws the card by itself, JavaScript is there. */
const doNothing: FormAction = async (state) => state;
