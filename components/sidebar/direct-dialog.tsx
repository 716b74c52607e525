"use client";

import { type FormEvent, useState } from "react";
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
import { DIRECT_PEOPLE_MAX } from "@/lib/rooms/schema";
import type { User } from "@/lib/users/schema";
import { useViewer } from "./chat-list-provider";
import { messageOf } from "./faults";
import { PeoplePicker } from "./people-picker";
import { useOpenDirect } from "./use-open-direct";

/** A direct chat with one person, several, or oneself. */
export function DirectDialog({ onClose }: { onClose: () => void }) {
  const viewer = useViewer();
  const openDirect = useOpenDirect();
  const [chosen, setChosen] = useState<User[]>([]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    const others = chosen.filter((person) => person.id !== viewer.id);
    if (chosen.length === 0) return setError("Choose at least one person, or yourself for notes.");
    if (others.length >= DIRECT_PEOPLE_MAX) return setError(`A direct chat has at most ${DIRECT_PEOPLE_MAX} people.`);
    setBusy(true);
    setError(undefined);
    try {
      await openDirect(chosen.map((person) => person.id));
      onClose();
    } catch (fault) {
      setError(messageOf(fault));
      setBusy(false);
    }
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <form onSubmit={submit} className="contents">
          <DialogHeader>
            <DialogTitle>New direct chat</DialogTitle>
            <DialogDescription>With one person, several, or yourself for notes.</DialogDescription>
          </DialogHeader>
          <DialogBody>
            <PeoplePicker
              label="People"
              chosen={chosen}
              onChange={(people) => {
                setChosen(people);
                setError(undefined);
              }}
              error={error}
            />
          </DialogBody>
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={busy}>
              Open chat
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
