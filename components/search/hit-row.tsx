"use client";

import { CornerUpLeft, Hash, Lock, MessageCircle, Paperclip } from "lucide-react";
import { memo } from "react";
import { EmojiText } from "@/components/emoji/emoji-text";
import { Avatar } from "@/components/ui/avatar";
import { ClientLink } from "@/components/ui/client-link";
import { Time } from "@/components/ui/time";
import type { Hit } from "@/lib/search/schema";
import { hitAddress } from "./room-search";

const ROOM_ICONS = { OPEN: Hash, PRIVATE: Lock, DIRECT: MessageCircle } as const;

type Props = {
  hit: Hit;
  query: string;
  /** Hits by relevance stand under no day, so each says its date. */
  isDated: boolean;
};

/** A message that was found, as a link into its room: who, where and when, the words around what was found, and what it shares. */
export const HitRow = memo(function HitRow({ hit, query, isDated }: Props) {
  const { message, room, snippet } = hit;
  const RoomIcon = ROOM_ICONS[room.kind];
  const words = snippet.length > 0;
  return (
    <li>
      <ClientLink
        href={hitAddress(message, query)}
        data-hit={message.id}
        className="flex min-h-16 gap-3 rounded-control px-3 py-2.5 -outline-offset-2 hover:bg-accent sm:px-4"
      >
        <Avatar user={message.author} size={36} className="mt-0.5" />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-1.5">
            <bdi className="truncate text-message font-semibold">{message.author.displayName}</bdi>
            <span className="flex min-w-0 items-baseline gap-1 text-meta text-muted-foreground">
              <span className="sr-only">in</span>
              <RoomIcon aria-hidden className="my-auto size-3.5 shrink-0" />
              <bdi className="truncate">{room.name}</bdi>
            </span>
            <Time
              iso={message.createdAt}
              mode={isDated ? "short" : "time"}
              className="ms-auto shrink-0 ps-2 text-xs text-muted-foreground"
            />
          </span>
          {words && (
            <span dir="auto" className="three-lines text-sm leading-5.5">
              {snippet.map(({ text, match }, at) =>
                match ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a hit never change.
                  <mark key={at} className="rounded-xs bg-mention text-mention-foreground">
                    {text}
                  </mark>
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: see above.
                  <EmojiText key={at} text={text} names={message.customEmoji} />
                ),
              )}
            </span>
          )}
          <Context hit={hit} />
        </span>
      </ClientLink>
    </li>
  );
});

/** What else the message is: its files, and whether it is a reply. */
function Context({ hit: { message } }: { hit: Hit }) {
  const { files, replyToId } = message;
  if (files.length === 0 && !replyToId) return null;
  return (
    <span className="mt-0.5 flex min-w-0 gap-3 text-meta text-muted-foreground">
      {replyToId && (
        <span className="flex shrink-0 items-center gap-1">
          <CornerUpLeft aria-hidden className="size-3.5 rtl:-scale-x-100" /> Reply
        </span>
      )}
      {files.length > 0 && (
        <span className="flex min-w-0 items-center gap-1">
          <Paperclip aria-hidden className="size-3.5 shrink-0" />
          <span className="sr-only">Files:</span>
          <bdi className="truncate">{files.map(({ name }) => name).join(", ")}</bdi>
        </span>
      )}
    </span>
  );
}
