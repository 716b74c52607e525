"use client";

import { type FormEvent, useState } from "react";
import { useChatActions } from "@/components/sidebar/chat-list-provider";
import { messageOf } from "@/components/sidebar/faults";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { api } from "@/lib/http/api";
import type { Room } from "@/lib/rooms/schema";

/** Nothing brings a deleted room back: typing its name is the confirmation. */
export function DeleteRoomDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const { letGo } = useChatActions();
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    if (typed.trim() !== room.name) return setFault(`Type ${room.name} exactly as it is written.`);
    setBusy(true);
    setFault(undefined);
    try {
      await letGo(room.id, () => api(`/api/chat/rooms/${room.id}`, { method: "DELETE" }));
      onClose();
    } catch (error) {
      setFault(messageOf(error));
      setBusy(false);
    }
  }

  return (
    <Dialog open onOpenChange={(open) => !open && !busy && onClose()}>
      <DialogContent>
        <form onSubmit={submit} noValidate className="contents">
          <DialogHeader>
            <DialogTitle>Delete {room.name}?</DialogTitle>
            <DialogDescription>
              The room and everything written in it are gone for all {room.memberCount} members, for ever. To keep the
              history, archive it instead.
            </DialogDescription>
          </DialogHeader>
          <DialogBody>
            <Field
              label={
                <>
                  Type <strong className="font-semibold">{room.name}</strong> to confirm
                </>
              }
              error={fault}
            >
              <Input
                value={typed}
                onChange={(event) => {
                  setTyped(event.target.value);
                  setFault(undefined);
                }}
                autoComplete="off"
                spellCheck={false}
              />
            </Field>
          </DialogBody>
          <DialogFooter>
            <Button variant="outline" onClick={onClose} disabled={busy}>
              Cancel
            </Button>
            <Button type="submit" variant="destructive" loading={busy}>
              Delete room
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
