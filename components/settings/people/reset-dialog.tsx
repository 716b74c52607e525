"use client";

import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { useSubmit } from "@/components/ui/use-submit";
import { RESET_HOURS, resetLinkReplySchema } from "@/lib/accounts/schema";
import { api } from "@/lib/browser/api";
import type { User } from "@/lib/users/schema";

/** Makes a link for a new password and shows it once. */
export function ResetDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const [url, setUrl] = useState<string>();
  const { busy, errors, submit } = useSubmit();
  const name = user.displayName;

  const make = () =>
    submit(async () => {
      const path = `/api/chat/accounts/${user.id}/reset-link`;
      setUrl((await api(path, { method: "POST", schema: resetLinkReplySchema })).url);
    });

  return (
    <Dialog open onOpenChange={(open) => !open && !busy && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{url ? `The link for ${name}` : `A link for a new password for ${name}?`}</DialogTitle>
          <DialogDescription>
            {url
              ? `Give it to ${name} in person or by a way that you trust: whoever opens it can log in as them. It works once, for ${RESET_HOURS} hours, and is shown only now.`
              : `By the link ${name} sets a new password and is logged out everywhere. Until then the old password works. A link that was made before works no more.`}
          </DialogDescription>
        </DialogHeader>
        <DialogBody className="grid gap-3">
          {errors.form && <Alert variant="error">{errors.form}</Alert>}
          {url && (
            <div className="grid gap-3 rounded-control border bg-muted p-3.5">
              <code dir="ltr" className="font-mono text-meta break-all select-all">
                {url}
              </code>
              <CopyButton text={url} label="Copy link" className="w-full" autoFocus />
            </div>
          )}
        </DialogBody>
        <DialogFooter>
          {url ? (
            <Button onClick={onClose}>Done</Button>
          ) : (
            <>
              <Button variant="outline" onClick={onClose} disabled={busy}>
                Cancel
              </Button>
              <Button loading={busy} onClick={make}>
                Make link
              </Button>
            </>
          )}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
