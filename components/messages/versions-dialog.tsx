"use client";

import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Time } from "@/components/ui/time";
import type { Message } from "@/lib/messages/schema";
import { VERSIONS_MAX } from "@/lib/messages/version-schema";
import { useConversation } from "./conversation-context";
import { MessageBody } from "./message-body";
import { useVersions } from "./use-versions";

/** What a message says and what it said before, each with the time since when, the newest first. */
export function VersionsDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const { ownNames } = useConversation();
  const { versions, error, reload } = useVersions(message);
  const now = { body: message.body, writtenAt: message.editedAt ?? message.createdAt };
  const isCut = versions?.length === VERSIONS_MAX;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Edited message</DialogTitle>
          <DialogDescription>
            {isCut
              ? `What it says and the last ${VERSIONS_MAX} texts before.`
              : "What it says and what it said before."}
          </DialogDescription>
        </DialogHeader>
        <DialogBody className="pb-5 -outline-offset-2" tabIndex={0} role="region" aria-label="Texts of the message">
          {error ? (
            <ErrorState description={error} onRetry={reload} />
          ) : (
            <ol aria-busy={versions === null} className="divide-y">
              {[now, ...(versions ?? [])].map(({ body, writtenAt }, at) => (
                <li key={writtenAt} className="grid gap-1 py-3">
                  <p className="text-meta text-muted-foreground">
                    <Time iso={writtenAt} mode="full" />
                    {at === 0 && " · now"}
                  </p>
                  {body === "" ? (
                    <p className="text-message text-muted-foreground italic">Without text</p>
                  ) : (
                    <MessageBody body={body} ownNames={ownNames} emoji={message.customEmoji} />
                  )}
                </li>
              ))}
            </ol>
          )}
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}
