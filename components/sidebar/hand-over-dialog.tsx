"use client";

import { useCallback, useEffect, useState } from "react";
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
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/http/api";
import { type Member, membersReplySchema } from "@/lib/members/schema";
import type { Room } from "@/lib/rooms/schema";
import { useViewer } from "./chat-list-provider";
import { messageOf } from "./faults";

type Props = { room: Room; leave: () => Promise<void>; onClose: () => void };

/** A room without an owner cannot be run: the last one names the next before leaving. */
export function HandOverDialog({ room, leave, onClose }: Props) {
  const { others, problem, load } = useOthers(room.id);
  const [heir, setHeir] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();

  async function submit() {
    if (!heir) return setError("Choose who shall own the room.");
    setBusy(true);
    setError(undefined);
    try {
      await api(`/api/chat/rooms/${room.id}/members/${heir}`, { method: "PATCH", body: { role: "OWNER" } });
      await leave();
      onClose();
    } catch (fault) {
      setError(messageOf(fault));
      setBusy(false);
    }
  }

  return (
    <Dialog open onOpenChange={(open) => !open && !busy && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Hand over {room.name}</DialogTitle>
          <DialogDescription>You are its last owner. Choose who takes over, then you can leave.</DialogDescription>
        </DialogHeader>
        <DialogBody>
          {problem && <ErrorState description={problem} onRetry={load} />}
          {!problem && !others && <Skeleton className="h-9" />}
          {others?.length === 0 && (
            <p className="text-sm text-muted-foreground">
              Nobody else is here. Add somebody first, or delete or archive the room.
            </p>
          )}
          {others && others.length > 0 && (
            <Field label="New owner" error={error} required>
              <NativeSelect value={heir} onChange={(event) => setHeir(event.target.value)}>
                <option value="" disabled>
                  Choose a person
                </option>
                {others.map(({ user }) => (
                  <option key={user.id} value={user.id}>
                    {user.displayName} (@{user.username})
                  </option>
                ))}
              </NativeSelect>
            </Field>
          )}
        </DialogBody>
        <DialogFooter>
          <Button variant="outline" onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button variant="destructive" loading={busy} disabled={!others?.length} onClick={submit}>
            Hand over and leave
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function useOthers(roomId: string) {
  const viewer = useViewer();
  const [others, setOthers] = useState<Member[]>();
  const [problem, setProblem] = useState<string>();
  const load = useCallback(async () => {
    setProblem(undefined);
    try {
      const { members } = await api(`/api/chat/rooms/${roomId}/members`, { schema: membersReplySchema });
      setOthers(members.filter((member) => member.user.id !== viewer.id));
    } catch (fault) {
      setProblem(messageOf(fault));
    }
  }, [roomId, viewer.id]);
  useEffect(() => void load(), [load]);
  return { others, problem, load };
}
