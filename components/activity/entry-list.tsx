"use client";

import { Hash, Lock, MessageCircle } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { ClientLink } from "@/components/ui/client-link";
import type { ActivityEntry } from "@/lib/activity/schema";
import { EntryRow } from "./entry-row";
import { addressOf, type EntryGroup, groupByRoom } from "./group-entries";
import { MoreEntries } from "./more-entries";
import type { useActivity } from "./use-activity";

const ROOM_ICONS = { OPEN: Hash, PRIVATE: Lock, DIRECT: MessageCircle } as const;

type Props = Pick<ReturnType<typeof useActivity>, "isNew"> &
  ComponentProps<typeof MoreEntries> & {
    entries: readonly ActivityEntry[];
    onDone: (entry: ActivityEntry) => void;
  };

/** The entries by conversation, and the way to older ones. */
export function EntryList({ entries, isNew, onDone, ...more }: Props) {
  return (
    <>
      {groupByRoom(entries).map((group) => (
        <Group key={group.key} group={group} isNew={isNew}>
          {group.entries.map((entry) => (
            <EntryRow key={entry.messageId} entry={entry} isNew={isNew(entry)} onDone={onDone} />
          ))}
        </Group>
      ))}
      <MoreEntries {...more} />
    </>
  );
}

type GroupProps = { group: EntryGroup; isNew: (entry: ActivityEntry) => boolean; children: ReactNode };

/** The name of a conversation leads to the newest that is unread in it. */
function Group({ group: { room, rootId, entries }, isNew, children }: GroupProps) {
  const id = useId();
  const Icon = ROOM_ICONS[room.kind];
  const newest = entries.find(isNew);
  return (
    <section aria-labelledby={id} className="pb-3">
      <h2
        id={id}
        className="sticky top-0 z-10 bg-background px-3 py-1 text-meta font-medium text-muted-foreground sm:px-4"
      >
        <ClientLink
          href={newest ? addressOf(newest) : `/rooms/${room.id}${rootId ? `?thread=${rootId}` : ""}`}
          className="inline-flex max-w-full items-center gap-1.5 rounded-control py-1 touch-reach hover:text-foreground"
        >
          <Icon aria-hidden className="size-3.5 shrink-0" />
          <bdi className="truncate">{room.name}</bdi>
          {rootId && <span className="shrink-0">· Thread</span>}
        </ClientLink>
      </h2>
      <ul>{children}</ul>
    </section>
  );
}
