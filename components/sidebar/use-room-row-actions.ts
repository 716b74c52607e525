"use client";

import { ArrowDown, ArrowUp, Bell, BellOff, CheckCheck, Info, LogOut, Mail, Star } from "lucide-react";
import { MuteDialog } from "@/components/chats/attention-on-demand";
import { useViewer } from "@/components/chats/chat-list-provider";
import { useFavourites } from "@/components/chats/use-favourites";
import { useMarkRead, useMarkUnread } from "@/components/chats/use-mark-read";
import type { SheetAction } from "@/components/ui/action-sheet";
import { navigate } from "@/components/ui/client-navigation";
import { usePreload } from "@/components/ui/on-demand";
import { setInRoom } from "@/lib/members/browser/settings-queue";
import { canLeave } from "@/lib/rooms/policy";
import type { Room } from "@/lib/rooms/schema";
import type { Over } from "./room-row-over";

/** The actions of a chat in the list, shared by its menu and its sheet. `show` opens the dialog of an action. */
export function useRoomRowActions(room: Room, show: (over: Over) => void): SheetAction[] {
  const attention = useAttentionActions(room, show);
  usePreload(MuteDialog);
  const isDirect = room.kind === "DIRECT";
  const actions: SheetAction[] = [
    ...useReadActions(room),
    ...useFavouriteActions(room),
    ...attention,
    { label: isDirect ? "People" : "Room details", Icon: Info, run: () => navigate(`/rooms/${room.id}?panel=details`) },
  ];
  if (canLeave(room))
    actions.push({
      label: isDirect ? "Leave chat…" : "Leave room…",
      Icon: LogOut,
      isDestructive: true,
      run: () => show("leaving"),
    });
  return actions;
}

function useReadActions(room: Room): SheetAction[] {
  const viewer = useViewer();
  const markRead = useMarkRead();
  const markUnread = useMarkUnread();
  if (room.unread > 0) return [{ label: "Mark as read", Icon: CheckCheck, run: () => void markRead(room) }];
  const last = room.lastMessage;
  const canBeUnread = last?.kind === "USER" && last.deletedAt === null && last.author.id !== viewer.id;
  // What is on screen is read at once.
  if (!canBeUnread || location.pathname === `/rooms/${room.id}`) return [];
  return [{ label: "Mark as unread", Icon: Mail, run: () => void markUnread(room) }];
}

function useFavouriteActions(room: Room): SheetAction[] {
  const viewer = useViewer();
  const { favourites, place } = useFavourites();
  const at = favourites.findIndex(({ id }) => id === room.id);
  if (room.archivedAt !== null) return [];
  if (at === -1) return [{ label: "Add to favourites", Icon: Star, run: () => place(room.id, favourites.length) }];
  const actions = [
    {
      label: "Remove from favourites",
      Icon: Star,
      run: () => setInRoom(viewer.id, room.id, { favouriteOrder: null }),
    },
  ];
  if (at > 0) actions.push({ label: "Move up", Icon: ArrowUp, run: () => place(room.id, at - 1) });
  if (at < favourites.length - 1)
    actions.push({ label: "Move down", Icon: ArrowDown, run: () => place(room.id, at + 1) });
  return actions;
}

function useAttentionActions(room: Room, show: (over: Over) => void): SheetAction[] {
  const viewer = useViewer();
  if (room.archivedAt !== null) return [];
  const isMuted = room.settings.mutedUntil !== null;
  return [
    isMuted
      ? { label: "Unmute", Icon: BellOff, run: () => setInRoom(viewer.id, room.id, { mutedUntil: null }) }
      : { label: "Mute…", Icon: BellOff, run: () => show("muting") },
    { label: "Notifications…", Icon: Bell, run: () => show("attention") },
  ];
}
