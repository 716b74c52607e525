"use client";

import { AtSign, BellOff, EllipsisVertical } from "lucide-react";
import { memo, useState, useSyncExternalStore } from "react";
import { useOnline, useViewer } from "@/components/chats/chat-list-provider";
import { previewOf, titleOf } from "@/components/chats/chat-title";
import { kindLabel, RoomIcon } from "@/components/chats/room-icon";
import { preloadPage } from "@/components/messages/use-first-page";
import { Badge, CountBadge } from "@/components/ui/badge";
import { ClientLink } from "@/components/ui/client-link";
import { MenuButton } from "@/components/ui/menu-button";
import { Time } from "@/components/ui/time";
import { useLongPress } from "@/components/ui/use-long-press";
import { cn } from "@/lib/cn";
import { onShownDrafts, shownDraft } from "@/lib/drafts/browser/shown-drafts";
import { interrupts, isBold, isMuted } from "@/lib/rooms/attention";
import type { Room } from "@/lib/rooms/schema";
import { RoomRowMenu, RoomRowOver } from "./on-demand";
import type { Over } from "./room-row-over";

type Props = { room: Room; isCurrent: boolean };

/**
 * One row of the chat list. Its menu is rendered when a pointer comes near, because five hundred menus would take
 * seconds.
 */
export const RoomRow = memo(function RoomRow({ room, isCurrent }: Props) {
  const viewer = useViewer();
  const [menu, setMenu] = useState<"none" | "ready" | "open">("none");
  const [over, setOver] = useState<Over>("nothing");
  const longPress = useLongPress(() => setOver("sheet"));
  const muted = isMuted(room);
  const title = titleOf(room, viewer.id);
  const near = () => {
    if (!isCurrent) preloadPage(viewer.id, { roomId: room.id });
    RoomRowMenu.preload();
    setMenu((was) => (was === "none" ? "ready" : was));
  };
  return (
    <li
      className="group/row relative [contain-intrinsic-size:auto_3.5rem] [content-visibility:auto]"
      onPointerEnter={near}
      onFocus={near}
      {...longPress}
      onContextMenu={(event) => {
        longPress.onContextMenu(event);
        if (event.isDefaultPrevented()) return;
        event.preventDefault();
        setMenu("open");
      }}
    >
      <ClientLink
        href={`/rooms/${room.id}`}
        aria-current={isCurrent ? "page" : undefined}
        data-room-link={room.id}
        data-long-press
        className={cn(
          "flex h-14 items-center gap-2.5 rounded-control px-2 -outline-offset-2 select-none [-webkit-touch-callout:none] max-md:h-16",
          isCurrent ? "bg-selected text-selected-foreground" : "hover:bg-accent",
          room.archivedAt !== null && "opacity-75",
          muted && "[&>:first-child]:opacity-60",
        )}
      >
        <Icon room={room} viewerId={viewer.id} />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span
              className={cn(
                "min-w-0 flex-1 truncate text-sm",
                isBold(room) && "font-semibold text-foreground",
                muted && "opacity-75",
              )}
            >
              {title}
              <span className="sr-only">
                , {kindLabel(room)}
                {muted && ", muted"}
              </span>
            </span>
            {room.lastMessage && (
              <Time
                iso={room.lastMessage.createdAt}
                mode="short"
                className="text-xs text-muted-foreground group-hover/row:invisible group-has-focus-visible/row:invisible group-has-data-[state=open]/row:invisible pointer-coarse:visible!"
              />
            )}
          </span>
          <span className="flex h-5 items-center gap-1.5">
            <Preview room={room} viewerId={viewer.id} isCurrent={isCurrent} />
            {/* A message in the room on screen is read a moment later, so its badge appears with a delay and never
               flashes up. */}
            <span className={cn("flex items-center gap-1", isCurrent && "animate-[fade-in_1ms_700ms_both]")}>
              {room.mentioned && (
                <span className="grid size-4.5 place-items-center rounded-full bg-mention text-mention-foreground">
                  <AtSign aria-hidden className="size-3 stroke-[2.5]" />
                  <span className="sr-only">You are mentioned</span>
                </span>
              )}
              {room.addedBy && room.unread === 0 && <Badge className="h-4.5 px-1.5 font-semibold">New</Badge>}
              {muted && <BellOff aria-hidden className="size-3.5" />}
              <CountBadge
                count={room.unread}
                label={room.unread === 1 ? "unread message" : "unread messages"}
                variant={interrupts(room.settings, "message") ? "default" : "secondary"}
              />
            </span>
          </span>
        </span>
      </ClientLink>
      {menu === "none" ? null : (
        <MenuButton
          menu={(state) => <RoomRowMenu {...state} room={room} title={title} show={setOver} />}
          open={menu === "open"}
          onOpenChange={(open) => setMenu(open ? "open" : "ready")}
        >
          <button
            type="button"
            aria-label={`More for ${title}`}
            className="absolute end-1.5 top-1.5 grid size-6 place-items-center rounded-control text-muted-foreground opacity-0 group-hover/row:opacity-100 hover:bg-accent hover:text-foreground focus-visible:opacity-100 data-[state=open]:opacity-100 pointer-coarse:pointer-events-none pointer-coarse:opacity-0!"
          >
            <EllipsisVertical aria-hidden className="size-4" />
          </button>
        </MenuButton>
      )}
      {over !== "nothing" && <RoomRowOver over={over} room={room} title={title} show={setOver} />}
    </li>
  );
});

// Presence changes far more often than the rest of the row, so only the icon subscribes to it.
function Icon({ room, viewerId }: { room: Room; viewerId: string }) {
  return <RoomIcon room={room} viewerId={viewerId} online={useOnline()} />;
}

function Preview({ room, viewerId, isCurrent }: Props & { viewerId: string }) {
  const preview = previewOf(room, viewerId);
  const draft = useSyncExternalStore(onShownDrafts, () => shownDraft(room.id), noDraft);
  const isDraft = draft !== undefined && !isCurrent;
  const by = isDraft ? "Draft: " : preview?.by;
  return (
    <span
      className={cn(
        "min-w-0 flex-1 truncate text-meta",
        isBold(room) ? "text-foreground" : "text-muted-foreground",
        !isDraft && preview?.isNotice && "italic",
      )}
    >
      {/* Author and text each keep their own direction, so that a Hebrew name does not turn an English text. */}
      {by && <bdi className={cn(isDraft && "font-medium text-primary")}>{by}</bdi>}
      <bdi>{isDraft ? draft : (preview?.text ?? "No messages yet")}</bdi>
    </span>
  );
}

const noDraft = () => undefined;
