"use client";

import { Bell, BellOff } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { errorMessageOf } from "@/components/ui/form-errors";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser/api";
import type { Message } from "@/lib/messages/schema";
import { type OwnThreadChange, ownThreadReplySchema } from "@/lib/threads/schema";

type Props = { root: Message; onChange: (change: OwnThreadChange) => void };

/** Follows a thread, so that its new replies are counted, or ceases to. */
export function FollowButton({ root, onChange }: Props) {
  const [isBusy, setBusy] = useState(false);
  const isFollowing = root.ownThread?.following === true;

  async function toggle(): Promise<void> {
    setBusy(true);
    const path = `/api/chat/messages/${root.id}/thread/follow`;
    await api(path, { method: isFollowing ? "DELETE" : "PUT", schema: ownThreadReplySchema }).then(
      ({ ownThread }) => onChange({ roomId: root.roomId, rootId: root.id, ownThread }),
      (error) => toast.error(errorMessageOf(error)),
    );
    setBusy(false);
  }

  return (
    <Button
      variant="ghost"
      size="sm"
      aria-pressed={isFollowing}
      loading={isBusy}
      onClick={() => void toggle()}
      className={isFollowing ? "text-primary" : "text-muted-foreground"}
    >
      {isFollowing ? <Bell aria-hidden /> : <BellOff aria-hidden />}
      {isFollowing ? "Following" : "Follow"}
    </Button>
  );
}
