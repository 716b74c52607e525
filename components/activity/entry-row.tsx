"use client";

import { Check } from "lucide-react";
import { memo } from "react";
import { EmojiText } from "@/components/emoji/emoji-text";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { ClientLink } from "@/components/ui/client-link";
import { Time } from "@/components/ui/time";
import { Tooltip } from "@/components/ui/tooltip";
import type { ActivityEntry } from "@/lib/activity/schema";
import { cn } from "@/lib/cn";
import { namesIn } from "@/lib/emoji/names";
import { addressOf, deedOf } from "./group-entries";

type Props = { entry: ActivityEntry; isNew: boolean; onDone: (entry: ActivityEntry) => void };

/** What concerns the viewer, as a link to its place: who did what, when, and the message on one line. */
export const EntryRow = memo(function EntryRow({ entry, isNew, onDone }: Props) {
  const { actor, line, createdAt, messageId } = entry;
  return (
    <li className="group/row relative">
      <ClientLink
        href={addressOf(entry)}
        data-entry={messageId}
        data-unread={isNew ? createdAt : undefined}
        // Whoever opens the place has seen it, also where the room has more to read.
        onClick={() => entry.unread && onDone(entry)}
        className={cn(
          "flex h-16 items-center gap-3 rounded-control ps-3 pe-12 -outline-offset-2 hover:bg-accent sm:ps-4",
          isNew && "font-semibold",
        )}
      >
        <span className="relative shrink-0">
          <Avatar user={actor} size={36} />
          {isNew && (
            <span className="absolute -start-1 -top-1 size-2.5 rounded-full border-2 border-background bg-primary">
              <span className="sr-only">Unread:</span>
            </span>
          )}
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-1.5 text-meta">
            <bdi className="max-w-3/5 shrink-0 truncate text-sm">{actor.displayName}</bdi>
            <span className="min-w-0 truncate text-muted-foreground">
              <EmojiText text={deedOf(entry)} names={entry.emoji ? namesIn(entry.emoji) : undefined} />
            </span>
            <Time
              iso={createdAt}
              mode="short"
              className="ms-auto shrink-0 ps-2 text-xs font-normal text-muted-foreground"
            />
          </span>
          <bdi className={cn("block truncate text-sm", !isNew && "text-muted-foreground")}>
            {line.map(({ text, match }, at) =>
              match ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a line never change.
                <mark key={at} className="rounded-xs bg-mention text-mention-foreground">
                  {text}
                </mark>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: see above.
                <EmojiText key={at} text={text} names={entry.customEmoji} />
              ),
            )}
          </bdi>
        </span>
      </ClientLink>
      {entry.unread && (
        <Tooltip content="Mark as read">
          <Button
            variant="ghost"
            size="icon"
            aria-label={`Mark as read: ${actor.displayName} ${deedOf(entry)}`}
            onClick={() => onDone(entry)}
            className="absolute end-2 top-4 text-muted-foreground"
          >
            <Check aria-hidden />
          </Button>
        </Tooltip>
      )}
    </li>
  );
});
