"use client";

import { MessageSquareText } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import type { RoomFilesPage } from "@/lib/files/schema";
import type { MessagePlace } from "@/lib/messages/address";

type Props = { links: RoomFilesPage["links"]; onJump: (place: MessagePlace) => void };

/** The web addresses that were shared in messages. */
export function LinkList({ links, onJump }: Props) {
  return (
    <ul>
      {links.map((link) => {
        const { url, author, sentAt, messageId } = link;
        const { host, rest } = partsOf(url);
        return (
          <li key={`${messageId} ${url}`} className="flex items-center gap-1 rounded-control pe-1 hover:bg-accent">
            <a
              href={url}
              target="_blank"
              rel="noopener noreferrer nofollow"
              className="min-w-0 flex-1 rounded-control px-2 py-1.5 text-sm leading-5 -outline-offset-2"
            >
              <span className="block truncate" dir="ltr">
                <span className="font-medium">{host}</span>
                <span className="text-muted-foreground">{rest}</span>
              </span>
              <span className="block truncate text-xs text-muted-foreground">
                <Time iso={sentAt} mode="short" /> · <bdi>{author.displayName}</bdi>
              </span>
            </a>
            <Button
              variant="ghost"
              size="icon"
              aria-label={`Go to the message with ${url}`}
              onClick={() => onJump(link)}
              className="text-muted-foreground"
            >
              <MessageSquareText aria-hidden />
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

function partsOf(url: string): { host: string; rest: string } {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed) return { host: url, rest: "" };
  const rest = `${parsed.pathname}${parsed.search}${parsed.hash}`;
  return { host: parsed.host, rest: rest === "/" ? "" : rest };
}
