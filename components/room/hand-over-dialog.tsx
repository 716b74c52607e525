"use client";

import { useCallback, useEffect, useState } from "react";
import { useViewer } from "@/components/chats/chat-list-provider";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { errorMessageOf } from "@/components/ui/form-errors";
import { NativeSelect } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/browser/api";
import { type Member, membersReplySchema } from "@/lib/members/schema";
import type { Room } from "@/lib/rooms/schema";
import { plainName } from "@/lib/users/schema";

type Props = { room: Room; leave: () => Promise<void>; onClose: () => void };

/**
 * A dialog in which the last owner chooses the next owner before leaving, because a room without an owner cannot be
 * administered.
 */
export function HandOverDialog({ room, leave, onClose }: Props) {
  const { others, problem, load } = useOtherMembers(room.id);
  const [heir, setHeir] = useState("");
  const form = useSubmit();

  async function handOver() {
    if (!heir) throw new Error("Choose who shall own the room.");
    await api(`/api/chat/rooms/${room.id}/members/${heir}`, { method: "PATCH", body: { role: "OWNER" } });
    await leave();
  }

  return (
    <FormDialog
      form={form}
      title={`Hand over ${room.name}`}
      description="You are its last owner. Choose who takes over, then you can leave."
      action="Hand over and leave"
      destructive
      disabled={!others?.length}
      onSubmit={handOver}
      onClose={onClose}
    >
      {problem && <ErrorState description={problem} onRetry={load} />}
      {!problem && !others && <Skeleton className="h-9" />}
      {others?.length === 0 && (
        <p className="text-sm text-muted-foreground">
          Nobody else is here. Add somebody first, or delete or archive the room.
        </p>
      )}
      {others && others.length > 0 && (
        <Field label="New owner" error={form.errors.form} required>
          <NativeSelect value={heir} onChange={(event) => setHeir(event.target.value)}>
            <option value="" disabled>
              Choose a person
            </option>
            {others.map(({ user }) => (
              <option key={user.id} value={user.id}>
                {plainName(user)} (@{user.username})
              </option>
            ))}
          </NativeSelect>
        </Field>
      )}
    </FormDialog>
  );
}

function useOtherMembers(roomId: string) {
  const viewer = useViewer();
  const [others, setOthers] = useState<Member[]>();
  const [problem, setProblem] = useState<string>();
  const load = useCallback(async () => {
    setProblem(undefined);
    try {
      const { members } = await api(`/api/chat/rooms/${roomId}/members`, { schema: membersReplySchema });
      setOthers(members.filter(({ user, disabled }) => user.id !== viewer.id && !disabled));
    } catch (fault) {
      setProblem(errorMessageOf(fault));
    }
  }, [roomId, viewer.id]);
  useEffect(() => void load(), [load]);
  return { others, problem, load };
}
