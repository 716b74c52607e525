"use client";

import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyButton } from "@/components/ui/copy-button";
import { Time } from "@/components/ui/time";
import type { Invite } from "@/lib/invites/schema";

/** An invitation link with its uses and expiry, and buttons that copy or revoke it. */
export function InviteRow({ invite, onRevoke }: { invite: Invite; onRevoke: () => Promise<void> }) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2.5 px-4 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="truncate font-mono text-meta select-all" dir="ltr">
          {invite.url}
        </p>
        <p className="text-meta text-muted-foreground">
          {invite.uses} of {invite.maxUses} used · until <Time iso={invite.expiresAt} mode="date" />
        </p>
      </div>
      <div className="flex gap-2">
        <CopyButton text={invite.url} label="Copy link" />
        <ConfirmDialog
          title="Revoke this link?"
          description="Nobody can register with it any more. Those who already did stay."
          action="Revoke link"
          destructive
          onConfirm={onRevoke}
        >
          <Button variant="outline" size="sm">
            Revoke
          </Button>
        </ConfirmDialog>
      </div>
    </li>
  );
}
