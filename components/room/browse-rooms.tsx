"use client";

import { Compass, Plus, SearchX } from "lucide-react";
import { useMemo, useState } from "react";
import { useChats, useViewer } from "@/components/chats/chat-list-provider";
import { DialogButton } from "@/components/chats/dialog-button";
import { findChats } from "@/components/chats/find-chats";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { errorMessageOf } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { type FormAction, useFormAction } from "@/components/ui/use-form-action";
import { VIEWER_FIELD } from "@/lib/browser/viewer-field";
import type { RoomsPage } from "@/lib/rooms/schema";
import { BrowseRow, JOIN_FORM_ID } from "./browse-row";
import { ScreenHeader } from "./screen-header";
import { useOpenRoomPages } from "./use-open-room-pages";

/** The page with all open rooms: each with its topic, its number of members, and a button to join it. */
export function BrowseRooms({ first, joinAction }: { first: RoomsPage; joinAction: FormAction }) {
  const { rooms, hasMore, loadMore, loadAll } = useOpenRoomPages(first);
  const viewer = useViewer();
  const mine = useChats();
  const [query, setQuery] = useState("");
  const shown = useMemo(() => {
    // The chat list has newer data about the rooms that the viewer is in.
    const live = new Map(mine.map((room) => [room.id, room]));
    const all = rooms.map((room) => live.get(room.id) ?? { ...room, joined: false });
    return findChats(all, query, viewer.id);
  }, [rooms, mine, query, viewer.id]);
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <ScreenHeader>
        <h1 className="min-w-0 flex-1 truncate text-[0.9375rem] font-semibold">Browse rooms</h1>
        <DialogButton dialog="room" size="sm">
          <Plus aria-hidden /> Create a room
        </DialogButton>
      </ScreenHeader>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <div className="mx-auto w-full max-w-3xl px-5 pt-4 pb-[max(2rem,env(safe-area-inset-bottom))] max-sm:px-4">
          <search>
            <Input
              type="search"
              aria-label="Find a room"
              placeholder="Find a room"
              value={query}
              onChange={(event) => {
                setQuery(event.target.value);
                void loadAll();
              }}
              autoComplete="off"
            />
          </search>
          <p role="status" className="pt-3 pb-1 text-meta text-muted-foreground">
            {shown.length === 1 ? "1 open room" : `${shown.length}${hasMore ? " and more" : ""} open rooms`}
          </p>
          <JoinForm action={joinAction} />
          <ul className="divide-y">
            {shown.map((room) => (
              <BrowseRow key={room.id} room={room} />
            ))}
          </ul>
          {hasMore && (
            <Button
              variant="outline"
              className="mt-3 w-full"
              onClick={() => loadMore().catch((fault) => toast.error(errorMessageOf(fault)))}
            >
              Show more rooms
            </Button>
          )}
          {rooms.length === 0 && (
            <EmptyState
              icon={<Compass />}
              title="There are no open rooms yet"
              description="Create the first one: everybody here can join it."
              action={<DialogButton dialog="room">Create a room</DialogButton>}
            />
          )}
          {rooms.length > 0 && shown.length === 0 && (
            <EmptyState
              icon={<SearchX />}
              title={`No open room is called “${query.trim()}”`}
              description="Private rooms are not listed: somebody in them has to add you."
              action={
                <Button variant="outline" onClick={() => setQuery("")}>
                  Show all rooms
                </Button>
              }
            />
          )}
        </div>
      </div>
    </div>
  );
}

/** The form that the Join buttons of all rows send before JavaScript has loaded, and what came of it. */
function JoinForm({ action }: { action: FormAction }) {
  const viewer = useViewer();
  const { state, form } = useFormAction(action);
  return (
    <form {...form} id={JOIN_FORM_ID}>
      <input type="hidden" name={VIEWER_FIELD} value={viewer.id} />
      {state.message && <Alert variant="error">{state.message}</Alert>}
    </form>
  );
}
