"use client";

import { useContext, useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { AttentionSettings } from "@/components/chats/attention-on-demand";
import { DetailsContainer } from "@/components/room/details-container";
import { onDemand, usePreload } from "@/components/ui/on-demand";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { MessagePlace } from "@/lib/messages/address";
import type { Room } from "@/lib/rooms/schema";
import { AboutRoom } from "./about-room";
import { PanelHead } from "./panel-head";
import { PinList } from "./pins/pin-list";
import { RoomActions } from "./room-actions";

// What is fetched from the server, or changed there, is not loaded ahead.
const load = () => import("./details-parts");
const RARE = { isRare: true, fallback: null };
const JumpToDate = onDemand(() => load().then((module) => module.JumpToDate), RARE);
const MemberList = onDemand(() => load().then((module) => module.MemberList), RARE);
const RoomSettings = onDemand(() => load().then((module) => module.RoomSettings), RARE);
const FilesPanel = onDemand(() => import("./files/files-panel").then((module) => module.FilesPanel), { isRare: true });

type PanelProps = { room: Room; onClose: () => void; onJump: (place: MessagePlace) => void };

const FILES = { media: "Media", documents: "Documents", links: "Links" } as const;
const KINDS = ["media", "documents", "links"] as const;

/** A room's details, members and shared files: a panel at the right edge, on a phone a screen of its own. */
export function DetailsPanel({ room, onClose, onJump }: PanelProps) {
  usePreload(FilesPanel);
  usePreload(AttentionSettings);
  const slot = useContext(DetailsContainer);
  const heading = useRef<HTMLHeadingElement>(null);
  const isMounted = slot !== null;
  useEffect(() => {
    if (!isMounted) return;
    heading.current?.focus();
    return () => document.querySelector<HTMLElement>("[data-details-button]")?.focus();
  }, [isMounted]);
  if (!slot) return null;
  const title = room.kind === "DIRECT" ? "People" : "Room details";
  return createPortal(
    <>
      {/* On screens between phone and desktop the panel covers the conversation, and a click beside it closes it, as
         Escape does. */}
      <div
        aria-hidden
        onClick={onClose}
        className="fixed inset-0 z-20 animate-fade-in bg-overlay max-md:hidden lg:hidden"
      />
      <aside
        aria-label={title}
        className="flex w-(--details-width) shrink-0 animate-fade-in flex-col border-s bg-background max-lg:fixed max-lg:inset-y-0 max-lg:end-0 max-lg:z-30 max-lg:shadow-floating max-md:inset-x-0 max-md:w-full max-md:border-s-0 max-md:shadow-none"
      >
        <PanelHead title={title} headingRef={heading} closeLabel="Close details" onClose={onClose} />
        <Tabs defaultValue="about" className="flex min-h-0 flex-1 flex-col">
          <TabsList className="shrink-0 px-5 pt-1">
            <TabsTrigger value="about">{room.kind === "DIRECT" ? "People" : "About"}</TabsTrigger>
            {KINDS.map((kind) => (
              <TabsTrigger key={kind} value={kind}>
                {FILES[kind]}
              </TabsTrigger>
            ))}
          </TabsList>
          <TabsContent value="about" className={pageClasses}>
            {room.kind !== "DIRECT" && <AboutRoom room={room} />}
            <Notifications room={room} />
            <RoomSettings room={room} />
            <PinList roomId={room.id} onJump={onJump} />
            <JumpToDate room={room} onJump={onJump} />
            <MemberList room={room} />
            {(room.kind !== "DIRECT" || room.isGroup) && <RoomActions room={room} />}
          </TabsContent>
          {KINDS.map((kind) => (
            <TabsContent key={kind} value={kind} className={pageClasses}>
              <FilesPanel room={room} kind={kind} onJump={onJump} />
            </TabsContent>
          ))}
        </Tabs>
      </aside>
    </>,
    slot,
  );
}

function Notifications({ room }: { room: Room }) {
  if (!room.joined || room.archivedAt !== null) return null;
  return (
    <section aria-labelledby="notifications-of-room" className="grid gap-1 border-b px-5 py-4">
      <h3 id="notifications-of-room" className="text-meta text-muted-foreground">
        Notifications
      </h3>
      <AttentionSettings room={room} />
    </section>
  );
}

const pageClasses =
  "min-h-0 flex-1 overflow-y-auto overscroll-contain pt-0 pb-[max(1.5rem,env(safe-area-inset-bottom))] -outline-offset-2";
