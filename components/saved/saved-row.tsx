"use client";

import { AlarmClock, BookmarkX, Check, type LucideIcon, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { EmojiText } from "@/components/emoji/emoji-text";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { ClientLink } from "@/components/ui/client-link";
import { useNow } from "@/components/ui/time";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/cn";
import { addressOf } from "@/lib/messages/address";
import { DELETED_TEXT } from "@/lib/messages/deleted-text";
import type { SavedEntry } from "@/lib/saved/schema";
import { ReminderTime } from "./reminder-time";

export type EntryDeeds = Record<"onDone" | "onRemind" | "onRemove", (entry: SavedEntry) => void>;

/** A saved message as a link to its place, when one is reminded of it, and what one can do with it. */
export function SavedRow({ entry, ...deeds }: EntryDeeds & { entry: SavedEntry }) {
  const { messageId, author, room, rootId, seq, deleted, doneAt } = entry;
  const content = <Content entry={entry} />;
  const className = "flex min-w-0 flex-1 items-center gap-3 py-2.5 ps-3 -outline-offset-2 max-sm:pe-3 sm:ps-4";
  const of = `${author.displayName} in ${room.name}`;
  return (
    <li className="items-center rounded-control hover:bg-accent sm:flex sm:pe-2">
      {deleted ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys go through all entries.
        <div tabIndex={0} data-entry={messageId} className={className}>
          {content}
        </div>
      ) : (
        <ClientLink
          href={addressOf({ roomId: room.id, seq, rootId, inRoom: rootId === null })}
          data-entry={messageId}
          className={className}
        >
          {content}
        </ClientLink>
      )}
      <div className="flex shrink-0 gap-1 max-sm:ps-14 max-sm:pb-2">
        <Deed
          Icon={doneAt ? Undo2 : Check}
          label={doneAt ? "To do again" : "Done"}
          of={of}
          onClick={() => deeds.onDone(entry)}
        />
        {!deleted && <Deed Icon={AlarmClock} label="Remind" of={of} onClick={() => deeds.onRemind(entry)} />}
        <Deed Icon={BookmarkX} label="Remove" of={of} onClick={() => deeds.onRemove(entry)} />
      </div>
    </li>
  );
}

function Content({ entry }: { entry: SavedEntry }): ReactNode {
  const { author, room, rootId, line, customEmoji, deleted, remindAt, doneAt } = entry;
  const now = useNow();
  return (
    <>
      <Avatar user={author} size={36} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-1.5 text-meta">
          <bdi className="max-w-3/5 shrink-0 truncate text-sm font-medium">{author.displayName}</bdi>
          <span className="min-w-0 truncate text-muted-foreground">
            in <bdi>{room.name}</bdi>
            {rootId && " · Thread"}
          </span>
          {remindAt && doneAt === null && <ReminderTime entry={entry} now={now} />}
        </span>
        <bdi className={cn("block truncate text-sm text-muted-foreground", deleted && "italic")}>
          {deleted
            ? DELETED_TEXT.timeline
            : line.map(({ text }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a line never change.
                <EmojiText key={at} text={text} names={customEmoji} />
              ))}
        </bdi>
      </span>
    </>
  );
}

type DeedProps = { Icon: LucideIcon; label: string; of: string; onClick: () => void };

/** On a phone a button with its word, elsewhere its sign with a tip. */
function Deed({ Icon, label, of, onClick }: DeedProps) {
  return (
    <Tooltip content={label}>
      <Button
        variant="ghost"
        size="sm"
        aria-label={`${label}: ${of}`}
        onClick={onClick}
        className="text-muted-foreground"
      >
        <Icon aria-hidden />
        <span className="sm:hidden">{label}</span>
      </Button>
    </Tooltip>
  );
}
