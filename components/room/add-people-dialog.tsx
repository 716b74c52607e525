"use client";

import { type FormEvent, useMemo, useState } from "react";
import { useChatActions } from "@/components/sidebar/chat-list-provider";
import { faultsOf } from "@/components/sidebar/faults";
import { PeoplePicker } from "@/components/sidebar/people-picker";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { api } from "@/lib/http/api";
import type { Member } from "@/lib/members/schema";
import { type Room, roomReplySchema } from "@/lib/rooms/schema";
import type { User } from "@/lib/users/schema";

type Props = { room: Room; members: Member[]; onClose: () => void; onAdded: () => void };

export function AddPeopleDialog({ room, members, onClose, onAdded }: Props) {
  const { put } = useChatActions();
  const [chosen, setChosen] = useState<User[]>([]);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const inside = useMemo(() => new Set(members.map((member) => member.user.id)), [members]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    if (chosen.length === 0) return setFault("Choose at least one person.");
    setBusy(true);
    setFault(undefined);
    try {
      const path = `/api/chat/rooms/${room.id}/members`;
      const body = { userIds: chosen.map((person) => person.id) };
      const reply = await api(path, { method: "POST", body, schema: roomReplySchema });
      put(reply.room);
      onAdded();
      onClose();
    } catch (error) {
      const faults = faultsOf(error, ["userIds"]);
      setFault(faults.userIds ?? faults.form);
      setBusy(false);
    }
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent aria-describedby={undefined}>
        <form onSubmit={submit} className="contents">
          <DialogHeader>
            <DialogTitle>Add people to {room.name}</DialogTitle>
          </DialogHeader>
          <DialogBody>
            <PeoplePicker
              label="People"
              chosen={chosen}
              onChange={(people) => {
                setChosen(people);
                setFault(undefined);
              }}
              without={inside}
              error={fault}
            />
          </DialogBody>
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={busy}>
              {chosen.length > 1 ? `Add ${chosen.length} people` : "Add"}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
