"use client";

import { ChevronRight, Plus } from "lucide-react";
import { type ReactNode, startTransition, useEffect, useId, useMemo, useState } from "react";
import { useOpenDialog } from "@/components/chats/chat-dialogs";
import { useChats, useViewer } from "@/components/chats/chat-list-provider";
import { Button } from "@/components/ui/button";
import { ServerLink } from "@/components/ui/server-link";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/cn";
import { canInvite } from "@/lib/invites/policy";
import type { Room } from "@/lib/rooms/schema";
import { MoreChats } from "./more-chats";
import { RoomRow } from "./room-row";

/** The first rows fill more than any screen; further rows are rendered in steps once these can be clicked. */
const FIRST_ROWS = 40;
const STEP_ROWS = 120;

/** The sections of the chat list: rooms, direct chats and archived chats, each with the newest activity first. */
export function ChatSections({ currentId }: { currentId: string | null }) {
  const chats = useChats();
  const open = useOpenDialog();
  const [limit, setLimit] = useState(FIRST_ROWS);
  useEffect(() => {
    if (limit < chats.length) startTransition(() => setLimit(limit + STEP_ROWS));
  }, [limit, chats.length]);
  const { rooms, direct, archived } = useMemo(() => bySection(chats), [chats]);
  const rows = (list: Room[]) =>
    list.slice(0, limit).map((room) => <RoomRow key={room.id} room={room} isCurrent={room.id === currentId} />);
  return (
    <>
      <Section title="Rooms" action={<AddButton label="Create a room" onPress={() => open("room")} />}>
        {rows(rooms)}
        {rooms.length === 0 && <Hint>You are in no room yet. Browse the open ones, or create your own.</Hint>}
      </Section>
      <Section title="Direct chats" action={<AddButton label="Start a direct chat" onPress={() => open("direct")} />}>
        {rows(direct)}
        {direct.length === 0 && <NoDirectChats />}
      </Section>
      {archived.length > 0 && (
        <Section title="Archived" isFolded={!archived.some((room) => room.id === currentId)}>
          {rows(archived)}
        </Section>
      )}
      <MoreChats />
    </>
  );
}

function bySection(chats: Room[]) {
  const isArchived = (room: Room) => room.archivedAt !== null;
  return {
    rooms: chats.filter((room) => room.kind !== "DIRECT" && !isArchived(room)),
    direct: chats.filter((room) => room.kind === "DIRECT" && !isArchived(room)),
    archived: chats.filter(isArchived),
  };
}

type SectionProps = { title: string; action?: ReactNode; isFolded?: boolean; children: ReactNode };

function Section({ title, action, isFolded = false, children }: SectionProps) {
  const [isOpen, setOpen] = useState(!isFolded);
  const id = useId();
  return (
    <section aria-labelledby={`${id}-title`} className="pb-3">
      <div className="flex h-8 items-center justify-between ps-2 pe-1">
        <h2 id={`${id}-title`} className="text-meta font-medium text-muted-foreground">
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
            className="group/fold flex h-7 items-center gap-1 rounded-control pe-1.5 touch-reach hover:text-foreground"
          >
            {title}
            <ChevronRight
              aria-hidden
              className={cn(
                "size-3.5 transition-transform",
                isOpen
                  ? "rotate-90 opacity-0 group-hover/fold:opacity-100 group-focus-visible/fold:opacity-100"
                  : "rtl:rotate-180",
              )}
            />
          </button>
        </h2>
        {action}
      </div>
      <ul id={id} hidden={!isOpen} className="grid grid-cols-1 gap-px">
        {children}
      </ul>
    </section>
  );
}

function AddButton({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <Tooltip content={label} side="right">
      <Button variant="ghost" size="icon" aria-label={label} onClick={onPress} className="size-7 text-muted-foreground">
        <Plus aria-hidden />
      </Button>
    </Tooltip>
  );
}

function NoDirectChats() {
  const viewer = useViewer();
  if (!canInvite(viewer)) return <Hint>No direct chats yet. Start one with anybody here.</Hint>;
  return (
    <Hint>
      No direct chats yet. Start one with anybody here, or{" "}
      <ServerLink href="/settings/invites" className="text-primary underline underline-offset-2">
        invite people
      </ServerLink>
      .
    </Hint>
  );
}

function Hint({ children }: { children: ReactNode }) {
  return <li className="px-2 py-1.5 text-meta text-muted-foreground">{children}</li>;
}
