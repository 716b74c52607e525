"use client";

import { Reply, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { DELETED_TEXT } from "@/lib/messages/deleted-text";
import type { Message } from "@/lib/messages/schema";
import { summaryOf } from "@/lib/messages/summary";
import { useNewestMessageVersion } from "./use-newest-message-version";

const EXCERPT_MAX = 120;

/** Shows the message that is being answered, in its newest state, with a button that cancels the reply. */
export function ReplyBanner({ message, onCancel }: { message: Message; onCancel: () => void }) {
  const original = useNewestMessageVersion(message);
  return (
    <div className="flex items-center gap-2 border-b border-border py-1 ps-3 pe-1 text-meta text-muted-foreground">
      <Reply aria-hidden="true" className="size-4 shrink-0 rtl:-scale-x-100" />
      <p className="min-w-0 flex-1 truncate" dir="auto">
        Replying to <bdi className="font-medium text-foreground">{original.author.displayName}</bdi>:{" "}
        <bdi>{original.deletedAt === null ? summaryOf(original, EXCERPT_MAX) : <i>{DELETED_TEXT.meanwhile}</i>}</bdi>
      </p>
      <Button variant="ghost" size="icon" className="size-7" aria-label="Cancel reply" onClick={onCancel}>
        <X aria-hidden />
      </Button>
    </div>
  );
}
