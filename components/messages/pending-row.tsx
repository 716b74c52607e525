"use client";

import { CircleAlert, Clock } from "lucide-react";
import { memo, useState } from "react";
import { knownEmojiNames } from "@/components/emoji/known-names";
import { Avatar } from "@/components/ui/avatar";
import { Button, type ButtonProps } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import { cn } from "@/lib/cn";
import type { PendingMessage } from "@/lib/messages/timeline";
import type { RowQuote } from "@/lib/messages/timeline-rows";
import { useConversation } from "./conversation-context";
import { OtherFiles } from "./files/message-files";
import { MessageBody } from "./message-body";
import { ReplyQuote } from "./reply-quote";

const PendingFiles = onDemand(() => import("./pending-files").then((module) => module.PendingFiles), {
  isRare: true,
  fallback: <div className="h-16" />,
});

/** Loads the code of files before a message with files is sent, because the network may be gone by then. */
export function preloadFiles(): void {
  PendingFiles.preload();
  OtherFiles.preload();
}

type PendingProps = { pending: PendingMessage; isHead: boolean; quote: RowQuote };

const STATES = { sending: "Sending", waiting: "Waiting to be sent", failed: "Not sent" } as const;

/** An unsent message of the viewer. It is being sent, waits for the connection, or failed and needs a decision. */
export const PendingRow = memo(function PendingRow({ pending, isHead, quote }: PendingProps) {
  const { viewer, ownNames, retry, discard, takeBack } = useConversation();
  const isFailed = pending.status === "failed";
  const isSending = pending.status === "sending";
  const files = pending.files ?? [];
  const content = [pending.body, ...files.map(({ name }) => name)].filter((part) => part !== "").join(", ");
  return (
    <div className={cn(isHead && "pt-2.5")}>
      <article
        data-row={pending.clientId}
        tabIndex={-1}
        aria-label={`${STATES[pending.status]}: ${content}`}
        className={cn(
          "flex gap-3 px-3 py-0.5 sm:px-5",
          isHead && "pt-1",
          isFailed && "border-s-[3px] border-destructive bg-destructive/6 ps-[9px] sm:ps-[17px]",
        )}
      >
        <span className={cn("flex w-9 shrink-0 justify-end", !isFailed && "opacity-60")}>
          {isHead ? (
            <Avatar user={viewer} size={36} className="mt-0.5" />
          ) : (
            isSending && <Clock aria-hidden="true" className="mt-1.5 size-3 text-muted-foreground" />
          )}
        </span>
        <div className="min-w-0 flex-1">
          <div className={cn(!isFailed && "opacity-60")}>
            {isHead && (
              <p className="flex items-center gap-2 leading-5">
                <bdi className="truncate text-message font-semibold">{viewer.displayName}</bdi>
                {isSending && <Clock aria-hidden="true" className="size-3 text-muted-foreground" />}
              </p>
            )}
            {pending.replyToId && <ReplyQuote quote={quote} />}
            {pending.body !== "" && (
              <MessageBody
                body={pending.body}
                ownNames={ownNames}
                emoji={pending.body.includes(":") ? knownEmojiNames() : undefined}
              />
            )}
          </div>
          {files.length > 0 && <PendingFiles viewerId={viewer.id} pending={pending} />}
          {!isSending && (
            <div
              role={isFailed ? "alert" : "status"}
              className={cn(
                "flex flex-wrap items-center gap-x-1 gap-y-1 py-0.5 text-meta",
                // The two fit on one line of a phone.
                isFailed
                  ? "text-destructive"
                  : "text-muted-foreground *:[button]:px-1.5 *:[button]:text-muted-foreground",
              )}
            >
              {isFailed ? (
                <CircleAlert aria-hidden="true" className="size-4" />
              ) : (
                <Clock aria-hidden="true" className="size-3.5" />
              )}
              <span className={isFailed ? "me-2" : "me-1"}>
                {isFailed ? `Not sent. ${pending.error}` : pending.error}
              </span>
              <Button size="sm" variant={isFailed ? "outline" : "ghost"} onClick={() => retry(pending.clientId)}>
                Retry
              </Button>
              <Decision run={() => takeBack(pending)}>Edit</Decision>
              <Decision run={() => discard(pending)}>Discard</Decision>
            </div>
          )}
        </div>
      </article>
    </div>
  );
});

/** A button that is busy until the message is out, because a request that is under way has to end first. */
function Decision({ run, ...props }: ButtonProps & { run: () => Promise<void> }) {
  const [isBusy, setBusy] = useState(false);
  return (
    <Button
      size="sm"
      variant="ghost"
      loading={isBusy}
      onClick={() => {
        setBusy(true);
        void run().finally(() => setBusy(false));
      }}
      {...props}
    />
  );
}
