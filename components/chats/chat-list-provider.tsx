"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
} from "react";
import {
  applyChange,
  type ChatList,
  chatList,
  type ListChange,
  type SettingsWishes,
  sortedRooms,
} from "@/lib/rooms/chat-list";
import type { Room, RoomsPage } from "@/lib/rooms/schema";
import type { User } from "@/lib/users/schema";
import { useAddedToast } from "./use-added-toast";
import { useListEvents } from "./use-list-events";
import { type ListPages, useListPages } from "./use-list-pages";
import { useListRefresh } from "./use-list-refresh";
import { usePresenceState } from "./use-presence-state";

export type ChatActions = {
  /** Adds or updates a room that a request of this tab has just returned. */
  storeRoom: (room: Room) => void;
  /**
   * Runs `request`, which leaves or deletes the room, and removes the room from the list. The screen that shows the
   * room then goes to the chat list without a toast, also when the live event arrives before the reply.
   */
  removeRoom: (roomId: string, request: () => Promise<void>) => Promise<void>;
  /** Shows the room as read before the server has confirmed it. */
  showAsRead: (room: Room) => void;
  /** Shows what the viewer has set in rooms and the server does not have yet, and ends mutes whose time is over. */
  showSettings: (wishes: SettingsWishes) => void;
  /** Shows the viewer as a request of this tab has just returned them. */
  storeViewer: (viewer: User) => void;
  storeOwnNames: (names: readonly string[]) => void;
  /** Fetches one room, or "all", from the server again, after a short pause. */
  refetch: (roomId: string) => void;
  /** Whether the viewer removed the room themselves, with `removeRoom`. */
  hasRemoved: (roomId: string) => boolean;
};

/** The person who is signed in, with the folded names by which messages call them: their own, and those of their groups. */
type SignedIn = User & { ownNames: readonly string[] };

const Rooms = createContext<{ list: ChatList; rooms: Room[] } | null>(null);
const Online = createContext<ReadonlySet<string>>(new Set());
const ViewerContext = createContext<SignedIn | null>(null);
const Pages = createContext<ListPages | null>(null);
const Actions = createContext<ChatActions | null>(null);

/**
 * Holds the viewer's chats, and who is online, for all components of the page. It begins with the data that the page
 * was rendered with, and follows live events and fetches.
 */
export function ChatListProvider({
  viewer: given,
  ownNames: givenNames,
  initial,
  initialOnline,
  children,
}: {
  viewer: User;
  /** The folded names by which messages call the viewer. */
  ownNames: readonly string[];
  initial: RoomsPage;
  /** The people who were online when the page was rendered. */
  initialOnline: readonly string[];
  children: ReactNode;
}) {
  const [renamed, setRenamed] = useState<User | null>(null);
  const [ownNames, setOwnNames] = useState(givenNames);
  const person = renamed?.id === given.id ? renamed : given;
  const viewer = useMemo(() => ({ ...person, ownNames }), [person, ownNames]);
  // A newly rendered page has newer data than the events that were received before it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new page resets the name.
  useEffect(
    () => setRenamed(null),
    [
      given.displayName,
      given.statusText,
      given.statusEmoji,
      given.statusUntil,
      given.doNotDisturbUntil,
      given.pictureId,
    ],
  );

  const reduce = (list: ChatList, change: ListChange) => applyChange(list, change, viewer);
  const [list, change] = useReducer(reduce, initial.rooms, chatList);
  const latest = useRef(list);
  useEffect(() => {
    latest.current = list;
  }, [list]);
  const removedIds = useRef(new Set<string>());

  const refetch = useListRefresh(list, latest, change);
  const { online, onPresenceChanged } = usePresenceState(initialOnline);
  const pages = useListPages(initial.next, latest, change);
  const { unloadedIds } = pages;
  useAddedToast(list, unloadedIds, viewer.doNotDisturbUntil);
  const ids = useMemo(() => [...list.entries.keys()].sort(), [list.entries]);
  useListEvents({
    ids,
    unloadedIds,
    change,
    refetch,
    onPresenceChanged,
    onViewerChanged: setRenamed,
    viewerId: viewer.id,
  });

  const storeRoom = useCallback((room: Room) => {
    removedIds.current.delete(room.id);
    change({ type: "room.fetched", room, version: latest.current.versions.get(room.id) });
  }, []);
  const removeRoom = useCallback(async (roomId: string, request: () => Promise<void>) => {
    removedIds.current.add(roomId);
    try {
      await request();
    } catch (fault) {
      removedIds.current.delete(roomId);
      throw fault;
    }
    change({ type: "room.lost", roomId });
  }, []);
  const showAsRead = useCallback((room: Room) => {
    change({ type: "read.changed", roomId: room.id, lastReadSeq: room.seq, unread: 0, mentioned: false });
  }, []);
  const actions = useMemo<ChatActions>(
    () => ({
      storeRoom,
      removeRoom,
      showAsRead,
      showSettings: (wishes) => change({ type: "settings.wished", wishes, now: new Date().toISOString() }),
      storeViewer: setRenamed,
      storeOwnNames: setOwnNames,
      refetch,
      hasRemoved: (id) => removedIds.current.has(id),
    }),
    [storeRoom, removeRoom, showAsRead, refetch],
  );
  const value = useMemo(() => ({ list, rooms: sortedRooms(list) }), [list]);

  return (
    <ViewerContext value={viewer}>
      <Actions value={actions}>
        <Online value={online}>
          <Pages value={pages}>
            <Rooms value={value}>{children}</Rooms>
          </Pages>
        </Online>
      </Actions>
    </ViewerContext>
  );
}

function useRequired<T>(value: T | null): T {
  if (value === null) throw new Error("This belongs inside a ChatListProvider.");
  return value;
}

/** The viewer's rooms and direct chats, newest activity first, as far as the list has been loaded. */
export function useChats(): Room[] {
  return useRequired(useContext(Rooms)).rooms;
}

/** One of the viewer's chats, or undefined when the viewer is not in it. */
export function useChat(roomId: string): Room | undefined {
  return useRequired(useContext(Rooms)).list.entries.get(roomId)?.room;
}

/** The functions that change the chat list. */
export function useChatActions(): ChatActions {
  return useRequired(useContext(Actions));
}

/** The pages of the chat list that have not been loaded yet, and functions that load them. */
export function useChatPages(): ListPages {
  return useRequired(useContext(Pages));
}

/** The person who is signed in. */
export function useViewer(): SignedIn {
  return useRequired(useContext(ViewerContext));
}

/** The ids of the people who have Parley open. */
export function useOnline(): ReadonlySet<string> {
  return useContext(Online);
}
