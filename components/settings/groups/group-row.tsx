"use client";

import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser/api";
import { peopleCount } from "@/lib/user-groups/people-count";
import type { UserGroup } from "@/lib/user-groups/schema";

type Props = { group: UserGroup; onEdit: () => void; onDeleted: () => void };

/** A group with buttons that change and delete it. */
export function GroupRow({ group: { id, handle, name, memberCount }, onEdit, onDeleted }: Props) {
  async function remove() {
    await api(`/api/chat/groups/${id}`, { method: "DELETE" });
    onDeleted();
    toast.success(`@${handle} is deleted.`);
  }
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-40">
        <p className="truncate text-sm font-medium">
          <bdi>@{handle}</bdi>
        </p>
        <p className="truncate text-meta text-muted-foreground">
          {peopleCount(memberCount)} · <bdi>{name}</bdi>
        </p>
      </div>
      <div className="flex gap-2">
        <Button variant="outline" size="sm" aria-label={`Edit @${handle}`} onClick={onEdit}>
          Edit
        </Button>
        <ConfirmDialog
          title={`Delete @${handle}?`}
          description="Nobody is called by it any more, and another group can have the name. Messages that mention it keep their words."
          action="Delete group"
          destructive
          onConfirm={remove}
        >
          <Button variant="outline" size="sm" aria-label={`Delete @${handle}`}>
            Delete
          </Button>
        </ConfirmDialog>
      </div>
    </li>
  );
}
