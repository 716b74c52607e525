"use client";

import { EmojiText } from "@/components/emoji/emoji-text";
import { Time } from "@/components/ui/time";
import type { MessagePlace } from "@/lib/messages/address";
import { usePins } from "./use-pins";

/** The pinned messages of a room in its details, the newest first. */
export function PinList({ roomId, onJump }: { roomId: string; onJump: (place: MessagePlace) => void }) {
  const pins = usePins(roomId);
  if (pins.length === 0) return null;
  return (
    <section aria-label="All pinned messages" className="border-b px-3 py-3">
      <h3 className="px-2 pb-1 text-meta text-muted-foreground">
        {pins.length === 1 ? "1 pinned message" : `${pins.length} pinned messages`}
      </h3>
      <ul>
        {pins.toReversed().map(({ message, pinnedBy, pinnedAt }) => (
          <li key={message.id}>
            <button
              type="button"
              onClick={() => onJump(message)}
              className="grid w-full rounded-control px-2 py-1.5 text-start hover:bg-accent"
            >
              <bdi className="truncate text-sm font-medium">{message.author.displayName}</bdi>
              <span dir="auto" className="three-lines text-sm wrap-anywhere">
                <EmojiText text={message.text} names={message.customEmoji} />
              </span>
              <span className="pt-0.5 text-xs text-muted-foreground">
                Pinned by <bdi>{pinnedBy.displayName}</bdi>, <Time iso={pinnedAt} mode="date" />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
