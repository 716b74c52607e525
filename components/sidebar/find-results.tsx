"use client";

import { useEffect, useMemo } from "react";
import { useChatPages, useChats, useOnline, useViewer } from "@/components/chats/chat-list-provider";
import { findChats, rankChat, rankPerson, withoutChat } from "@/components/chats/find-chats";
import { useOpenRooms } from "@/components/chats/use-open-rooms";
import { useOpenDirect } from "@/components/people/use-open-direct";
import { usePeople } from "@/components/people/use-people";
import { Avatar } from "@/components/ui/avatar";
import { errorMessageOf } from "@/components/ui/form-errors";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { foldForSearch } from "@/lib/text";
import { plainName, type User } from "@/lib/users/schema";
import { RoomRow } from "./room-row";
import { RoomsToJoin } from "./rooms-to-join";

const SHOWN_MAX = 30;
const OPEN_MAX = 8;

/** The results of the search field: the viewer's chats at once, then people and open rooms as the server replies. */
export function FindResults({
  query,
  currentId,
  onDone,
}: {
  query: string;
  currentId: string | null;
  onDone: () => void;
}) {
  const viewer = useViewer();
  const chats = useChats();
  const found = useMemo(() => findChats(chats, query, viewer.id).slice(0, SHOWN_MAX), [chats, query, viewer.id]);
  const { loadAll } = useChatPages();
  useEffect(() => void loadAll(), [loadAll]);
  const { status, people, retry } = usePeople(query);
  const others = withoutChat(people, found);
  const open = useOpenRooms(query, OPEN_MAX).filter((room) => !found.some((one) => one.id === room.id));
  const isNothing = found.length === 0 && others.length === 0 && open.length === 0;
  const wanted = foldForSearch(query.trim());
  const sections = [
    { key: "chats", rank: found[0] ? rankChat(found[0], wanted, viewer.id) : 0 },
    { key: "rooms", rank: open[0] ? rankChat(open[0], wanted, viewer.id) : 0 },
    { key: "people", rank: Math.max(0, ...others.map((person) => rankPerson(person, wanted))) },
  ].sort((a, b) => b.rank - a.rank);
  return (
    <>
      {/* Sections with a better match come first. */}
      {sections.map(({ key }) =>
        key === "chats"
          ? found.length > 0 && (
              <section key={key} aria-label="Chats found" className="pb-3">
                <ul className="grid grid-cols-1 gap-px">
                  {found.map((room) => (
                    <RoomRow key={room.id} room={room} isCurrent={room.id === currentId} />
                  ))}
                </ul>
              </section>
            )
          : key === "rooms"
            ? open.length > 0 && <RoomsToJoin key={key} rooms={open} onDone={onDone} />
            : others.length > 0 && (
                <section key={key} aria-labelledby="people-found" className="pb-3">
                  <h2
                    id="people-found"
                    className="flex h-8 items-center px-2 text-meta font-medium text-muted-foreground"
                  >
                    People
                  </h2>
                  <ul>
                    {others.map((person) => (
                      <FoundPerson key={person.id} person={person} onDone={onDone} />
                    ))}
                  </ul>
                </section>
              ),
      )}
      {isNothing && status === "loading" && <Skeleton className="mx-2 my-2 h-8" />}
      {isNothing && status === "ready" && (
        <p className="px-2 py-6 text-center text-meta text-muted-foreground">
          No room and no person is called “{query.trim()}”.
        </p>
      )}
      {status === "failed" && (
        <p role="alert" className="px-2 py-3 text-meta text-muted-foreground">
          The people could not be searched.{" "}
          <button type="button" onClick={retry} className="text-primary underline-offset-4 hover:underline">
            Try again
          </button>
        </p>
      )}
    </>
  );
}

function FoundPerson({ person, onDone }: { person: User; onDone: () => void }) {
  const online = useOnline();
  const openDirect = useOpenDirect();
  async function choose() {
    try {
      await openDirect([person.id]);
      onDone();
    } catch (fault) {
      toast.error(errorMessageOf(fault));
    }
  }
  return (
    <li>
      <button
        type="button"
        onClick={choose}
        data-find-person
        className="flex h-12 w-full items-center gap-2.5 rounded-control px-2 text-start -outline-offset-2 hover:bg-accent"
      >
        <Avatar user={person} size={32} presence={online.has(person.id) ? "online" : undefined} />
        <span className="grid min-w-0">
          <span className="truncate text-sm">{plainName(person)}</span>
          <span className="truncate text-meta text-muted-foreground">@{person.username}</span>
        </span>
      </button>
    </li>
  );
}
