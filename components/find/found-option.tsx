"use client";

import { Search } from "lucide-react";
import type { MouseEvent, ReactNode } from "react";
import { useOnline, useViewer } from "@/components/chats/chat-list-provider";
import { counterpartOf, titleOf } from "@/components/chats/chat-title";
import { kindLabel, RoomIcon } from "@/components/chats/room-icon";
import { preloadPage } from "@/components/messages/use-first-page";
import { Avatar } from "@/components/ui/avatar";
import { CountBadge } from "@/components/ui/badge";
import { onPlainClick } from "@/components/ui/client-link";
import { Kbd } from "@/components/ui/kbd";
import { cn } from "@/lib/cn";
import { interrupts, isBold } from "@/lib/rooms/attention";
import type { Room } from "@/lib/rooms/schema";
import { plainName } from "@/lib/users/schema";
import type { Entry } from "./find-entries";

/** Where an option leads: to an address, which can be opened in a new tab as well, or to something that is done. */
export type Target = { href: string; go: () => void } | { run: () => void };

type OptionProps = {
  id: string;
  target: Target;
  isActive: boolean;
  isDense: boolean;
  onPoint: () => void;
  children: ReactNode;
};

/** One option of a list box whose keys the field above handles. */
export function Option({ id, target, isActive, isDense, onPoint, children }: OptionProps) {
  const props = {
    id,
    "aria-selected": isActive,
    onPointerMove: onPoint,
    // The field keeps the focus.
    onMouseDown: (event: MouseEvent) => event.preventDefault(),
    className: cn(
      "flex cursor-default items-center gap-2.5 rounded-control px-2 text-start text-sm select-none",
      isDense ? "h-9 pointer-coarse:h-11" : "h-12",
      isActive && "bg-accent",
    ),
  } as const;
  if ("href" in target)
    return (
      <a {...props} role="option" href={target.href} tabIndex={-1} onClick={onPlainClick(target.go)}>
        {children}
      </a>
    );
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox handles the keys.
    // biome-ignore lint/a11y/useFocusableInteractive: the combobox has the focus.
    <div {...props} role="option" onClick={target.run}>
      {children}
    </div>
  );
}

/** The words of the option that searches the messages. */
export function MessagesWith({ query, isDense }: { query: string; isDense: boolean }) {
  return (
    <>
      <Icon isDense={isDense}>
        <Search aria-hidden />
      </Icon>
      <span className="min-w-0 flex-1 truncate">
        Messages with “<bdi>{query}</bdi>”
      </span>
      {!isDense && (
        <Kbd aria-hidden className="pointer-coarse:hidden">
          ↵
        </Kbd>
      )}
    </>
  );
}

/** The content of an option: picture, name, and what tells it from others of that name. */
export function FoundEntry({ entry, isDense }: { entry: Entry; isDense: boolean }) {
  const online = useOnline();
  if (entry.section === "commands")
    return (
      <>
        <Icon isDense={isDense}>{entry.command.icon}</Icon>
        {entry.command.title}
      </>
    );
  if (entry.section !== "people") return <FoundRoom room={entry.room} isDense={isDense} />;
  const { person } = entry;
  return (
    <>
      <Avatar user={person} size={isDense ? 20 : 32} presence={online.has(person.id) ? "online" : undefined} />
      <Name about={`@${person.username}`} isDense={isDense}>
        {plainName(person)}
      </Name>
    </>
  );
}

function FoundRoom({ room, isDense }: { room: Room; isDense: boolean }) {
  const viewer = useViewer();
  const online = useOnline();
  const other = counterpartOf(room, viewer.id);
  const members = room.memberCount === 1 ? "1 member" : `${room.memberCount} members`;
  const about = room.kind !== "DIRECT" ? room.topic || members : other?.username ? `@${other.username}` : "";
  return (
    <span
      className="contents"
      onPointerEnter={room.joined ? () => preloadPage(viewer.id, { roomId: room.id }) : undefined}
    >
      <RoomIcon room={room} viewerId={viewer.id} online={online} size={isDense ? 20 : 32} />
      <Name about={about} isDense={isDense} isUnread={isBold(room)}>
        {titleOf(room, viewer.id)}
        <span className="sr-only">, {kindLabel(room)}</span>
      </Name>
      <CountBadge
        count={room.unread}
        label={room.unread === 1 ? "unread message" : "unread messages"}
        variant={room.mentioned ? "mention" : interrupts(room.settings, "message") ? "default" : "secondary"}
      />
      {!room.joined && <span className="text-meta text-muted-foreground">Join</span>}
    </span>
  );
}

type NameProps = { about: string; isDense: boolean; isUnread?: boolean; children: ReactNode };

function Name({ about, isDense, isUnread = false, children }: NameProps) {
  return (
    <span className={cn("min-w-0 flex-1", isDense ? "flex items-baseline gap-2" : "grid")}>
      <bdi className={cn("truncate", isUnread && "font-semibold", isDense && "max-w-[70%] shrink-0")}>{children}</bdi>
      <bdi className="min-w-0 truncate text-meta text-muted-foreground">{about}</bdi>
    </span>
  );
}

function Icon({ isDense, children }: { isDense: boolean; children: ReactNode }) {
  return (
    <span
      className={cn(
        "grid shrink-0 place-items-center text-muted-foreground [&_svg]:size-4",
        isDense ? "size-5" : "size-8 rounded-control bg-accent",
      )}
    >
      {children}
    </span>
  );
}
