"use client";

import { Command } from "cmdk";
import { Compass, MessageSquarePlus, Plus, Search, Settings } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useOpenDialog } from "@/components/chats/chat-dialogs";
import { useChatPages, useChats, useOnline, useViewer } from "@/components/chats/chat-list-provider";
import { titleOf } from "@/components/chats/chat-title";
import { findChats, rankChat, rankPerson, withoutChat } from "@/components/chats/find-chats";
import { RoomIcon } from "@/components/chats/room-icon";
import { useJoin } from "@/components/chats/use-join";
import { useOpenRooms } from "@/components/chats/use-open-rooms";
import { useOpenDirect } from "@/components/people/use-open-direct";
import { usePeople } from "@/components/people/use-people";
import { Avatar } from "@/components/ui/avatar";
import { CountBadge } from "@/components/ui/badge";
import { isClientRoute, navigate } from "@/components/ui/client-navigation";
import { Dialog, DialogContent, DialogTitle } from "@/components/ui/dialog";
import { errorMessageOf } from "@/components/ui/form-errors";
import { toast } from "@/components/ui/toast";
import type { Room } from "@/lib/rooms/schema";
import { foldForSearch } from "@/lib/text";
import { plainName } from "@/lib/users/schema";

const CHATS_SHOWN = 8;
const OPEN_SHOWN = 5;

/** The dialog that goes to a chat, a person, or a command by name. */
export function Switcher({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState("");
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        hideClose
        aria-describedby={undefined}
        className="overflow-hidden max-sm:inset-x-2 max-sm:top-2 max-sm:bottom-auto max-sm:rounded-card max-sm:border sm:mt-[12vh] sm:max-w-lg"
      >
        <DialogTitle className="sr-only">Go to</DialogTitle>
        <Command label="Go to" shouldFilter={false} loop className="flex min-h-0 flex-col">
          <div className="flex items-center gap-2.5 border-b px-4">
            <Search aria-hidden className="size-4 shrink-0 text-muted-foreground" />
            <Command.Input
              value={query}
              onValueChange={setQuery}
              placeholder="Go to a room or a person"
              className="h-12 min-w-0 flex-1 bg-transparent text-typed outline-none"
            />
          </div>
          <Command.List className="max-h-[min(24rem,60dvh)] overflow-y-auto overscroll-contain p-1.5">
            <SwitcherResults query={query} onClose={onClose} />
          </Command.List>
        </Command>
      </DialogContent>
    </Dialog>
  );
}

function SwitcherResults({ query, onClose }: { query: string; onClose: () => void }) {
  const viewer = useViewer();
  const chats = useChats();
  const online = useOnline();
  const router = useRouter();
  const openDirect = useOpenDirect();
  const { loadAll } = useChatPages();
  useEffect(() => void loadAll(), [loadAll]);
  const found = useMemo(() => suggestedChats(chats, query, viewer.id), [chats, query, viewer.id]);
  const { people, status } = usePeople(query, { limit: 6, enabled: query.trim() !== "" });
  const others = query.trim() === "" ? [] : withoutChat(people, chats);
  const open = useOpenRooms(query, OPEN_SHOWN).filter((room) => !chats.some((one) => one.id === room.id));
  const join = useJoin();
  const wanted = foldForSearch(query.trim());
  const go = (path: string) => {
    onClose();
    if (isClientRoute(new URL(path, location.href))) navigate(path);
    else router.push(path);
  };
  const best = [
    ...found.map((room) => ({
      rank: rankChat(room, wanted, viewer.id),
      node: (
        <SwitcherItem key={room.id} value={room.id} onChoose={() => go(`/rooms/${room.id}`)}>
          <RoomIcon room={room} viewerId={viewer.id} online={online} size={20} />
          <span className={`min-w-0 flex-1 truncate ${room.unread > 0 ? "font-semibold" : ""}`}>
            {titleOf(room, viewer.id)}
          </span>
          <CountBadge count={room.unread} label="unread" variant={room.mentioned ? "mention" : "default"} />
        </SwitcherItem>
      ),
    })),
    ...open.map((room) => ({
      rank: rankChat(room, wanted, viewer.id),
      node: (
        <SwitcherItem
          key={room.id}
          value={`open ${room.id}`}
          onChoose={() => {
            onClose();
            join(room).catch((fault) => toast.error(errorMessageOf(fault)));
          }}
        >
          <RoomIcon room={room} viewerId={viewer.id} online={online} size={20} />
          <span className="min-w-0 flex-1 truncate">{room.name}</span>
          <span className="text-meta text-muted-foreground">Join</span>
        </SwitcherItem>
      ),
    })),
    ...others.map((person) => ({
      rank: rankPerson(person, wanted),
      node: (
        <SwitcherItem
          key={person.id}
          value={`person ${person.id}`}
          onChoose={() => {
            onClose();
            openDirect([person.id]).catch((fault) => toast.error(errorMessageOf(fault)));
          }}
        >
          <Avatar user={person} size={20} presence={online.has(person.id) ? "online" : undefined} />
          <span className="min-w-0 flex-1 truncate">
            <bdi>{plainName(person)}</bdi> <span className="text-muted-foreground">@{person.username}</span>
          </span>
        </SwitcherItem>
      ),
    })),
  ].sort((a, b) => b.rank - a.rank);
  return (
    <>
      {status !== "loading" && (
        <Command.Empty className="px-3 py-8 text-center text-sm text-muted-foreground">
          No room and no person is called “{query.trim()}”.
        </Command.Empty>
      )}
      {best.map(({ node }) => node)}
      <StartCommands query={query} go={go} onClose={onClose} />
    </>
  );
}

/** Without a query it suggests unread chats first, then the newest ones, but not the chat on screen. */
function suggestedChats(chats: readonly Room[], query: string, viewerId: string): Room[] {
  const found = findChats(chats, query, viewerId);
  if (query.trim() !== "") return found.slice(0, CHATS_SHOWN);
  const elsewhere = found.filter((room) => location.pathname !== `/rooms/${room.id}` && room.archivedAt === null);
  return elsewhere.sort((a, b) => Number(b.unread > 0) - Number(a.unread > 0)).slice(0, CHATS_SHOWN);
}

function StartCommands({ query, go, onClose }: { query: string; go: (path: string) => void; onClose: () => void }) {
  const open = useOpenDialog();
  const begin = (name: "room" | "direct") => {
    onClose();
    open(name);
  };
  const all = [
    { title: "Browse rooms", icon: <Compass aria-hidden />, run: () => go("/browse") },
    { title: "Create a room", icon: <Plus aria-hidden />, run: () => begin("room") },
    { title: "Start a direct chat", icon: <MessageSquarePlus aria-hidden />, run: () => begin("direct") },
    { title: "Settings", icon: <Settings aria-hidden />, run: () => go("/settings") },
  ];
  const wanted = foldForSearch(query.trim());
  const shown = all.filter(({ title }) => foldForSearch(title).includes(wanted));
  if (shown.length === 0) return null;
  return (
    <Command.Group className="mt-1.5 border-t pt-1.5">
      {shown.map(({ title, icon, run }) => (
        <SwitcherItem key={title} value={title} onChoose={run}>
          <span className="grid size-5 place-items-center text-muted-foreground [&_svg]:size-4">{icon}</span>
          {title}
        </SwitcherItem>
      ))}
    </Command.Group>
  );
}

function SwitcherItem({ value, onChoose, children }: { value: string; onChoose: () => void; children: ReactNode }) {
  return (
    <Command.Item
      value={value}
      onSelect={onChoose}
      className="flex h-9 cursor-default items-center gap-2.5 rounded-control px-2.5 text-sm select-none data-[selected=true]:bg-accent pointer-coarse:h-11"
    >
      {children}
    </Command.Item>
  );
}
