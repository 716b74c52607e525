"use client";

import { ChevronRight, Plus } from "lucide-react";
import { type ReactNode, startTransition, useEffect, useMemo, useState } from "react";
import { useOpenDialog } from "@/components/chats/chat-dialogs";
import { useChats, useViewer } from "@/components/chats/chat-list-provider";
import { CountBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { savePreference } from "@/components/ui/preference-cookie";
import { ServerLink } from "@/components/ui/server-link";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/cn";
import { canInvite } from "@/lib/invites/policy";
import { isUnread, unreadTotal } from "@/lib/rooms/attention";
import { type SectionId, sectionsOf } from "@/lib/rooms/sections";
import { MoreChats } from "./more-chats";
import { NothingUnread } from "./on-demand";
import { RoomRow } from "./room-row";
import { SECTIONS_COOKIE } from "./sections-cookie";

/** The first rows fill more than any screen; further rows are rendered in steps once these can be clicked. */
const FIRST_ROWS = 40;
const STEP_ROWS = 120;

type Props = {
  currentId: string | null;
  /** What the cookie says of the sections. */
  turned: string | undefined;
  /** Shows what is unread, and the chat on screen, and nothing else. */
  unreadOnly: boolean;
  onShowAll: () => void;
};

/** The sections of the chat list: favourites in the viewer's order, the others with the newest activity first. */
export function ChatSections({ currentId, turned: given = "", unreadOnly, onShowAll }: Props) {
  const chats = useChats();
  const open = useOpenDialog();
  const [limit, setLimit] = useState(FIRST_ROWS);
  useEffect(() => {
    if (limit < chats.length) startTransition(() => setLimit(limit + STEP_ROWS));
  }, [limit, chats.length]);
  const [turned] = useState(() => new Set(given.split(".")));
  const sections = useMemo(
    () => sectionsOf(unreadOnly ? chats.filter((room) => room.id === currentId || isUnread(room)) : chats),
    [chats, unreadOnly, currentId],
  );
  const section = (id: SectionId, title: string, action?: ReactNode, whenEmpty?: ReactNode) => {
    const list = sections[id];
    if (list.length === 0 && (unreadOnly || !action)) return null;
    const isTurned = turned.has(id);
    return (
      <Section
        key={id}
        id={id}
        title={title}
        action={action}
        startsOpen={id === "archived" ? isTurned || list.some((room) => room.id === currentId) : !isTurned}
        staysOpen={unreadOnly}
        unread={list.reduce((sum, room) => sum + unreadTotal(room), 0)}
        onTurn={(isOpen) => {
          turned[isOpen === (id === "archived") ? "add" : "delete"](id);
          savePreference(SECTIONS_COOKIE, [...turned].join("."));
        }}
      >
        {list.slice(0, limit).map((room) => (
          <RoomRow key={room.id} room={room} isCurrent={room.id === currentId} />
        ))}
        {/* Whoever has favourites, which may be all of their rooms, needs no hint. */}
        {list.length === 0 && sections.favourites.length === 0 && whenEmpty}
      </Section>
    );
  };
  return (
    <>
      {section("favourites", "Favourites")}
      {section(
        "rooms",
        "Rooms",
        <AddButton label="Create a room" onPress={() => open("room")} />,
        <Hint>You are in no room yet. Browse the open ones, or create your own.</Hint>,
      )}
      {section(
        "direct",
        "Direct chats",
        <AddButton label="Start a direct chat" onPress={() => open("direct")} />,
        <NoDirectChats />,
      )}
      {section("archived", "Archived")}
      {unreadOnly ? !chats.some(isUnread) && <NothingUnread onShowAll={onShowAll} /> : <MoreChats />}
    </>
  );
}

type SectionProps = {
  id: SectionId;
  title: string;
  action?: ReactNode;
  startsOpen: boolean;
  staysOpen: boolean;
  /** Shown while the section is folded. */
  unread: number;
  onTurn: (isOpen: boolean) => void;
  children: ReactNode;
};

function Section({ id, title, action, startsOpen, staysOpen, unread, onTurn, children }: SectionProps) {
  const [wantsOpen, setOpen] = useState(startsOpen);
  const isOpen = wantsOpen || staysOpen;
  return (
    <section aria-labelledby={`${id}-title`} className="pb-3">
      <div className="flex h-8 items-center justify-between ps-2 pe-1">
        <h2 id={`${id}-title`} className="text-meta font-medium text-muted-foreground">
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => {
              if (staysOpen) return;
              setOpen(!isOpen);
              onTurn(!isOpen);
            }}
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
        {!isOpen && <CountBadge count={unread} label="unread" className="ms-auto me-1" />}
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
