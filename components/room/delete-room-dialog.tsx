"use client";

import { useState } from "react";
import { useChatActions } from "@/components/chats/chat-list-provider";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/browser/api";
import type { Room } from "@/lib/rooms/schema";

/** A dialog that deletes a room. The person types the room's name, because a deleted room cannot be restored. */
export function DeleteRoomDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const { removeRoom } = useChatActions();
  const [typed, setTyped] = useState("");
  const form = useSubmit();

  async function remove() {
    if (typed.trim() !== room.name) throw new Error(`Type ${room.name} exactly as it is written.`);
    await removeRoom(room.id, () => api(`/api/chat/rooms/${room.id}`, { method: "DELETE" }));
  }

  return (
    <FormDialog
      form={form}
      title={`Delete ${room.name}?`}
      description={`The room and everything written in it are gone for ${room.memberCount === 1 ? "its one member" : `all ${room.memberCount} members`}, for ever. To keep the history, archive it instead.`}
      action="Delete room"
      destructive
      onSubmit={remove}
      onClose={onClose}
    >
      <Field
        label={
          <>
            Type <strong className="font-semibold">{room.name}</strong> to confirm
          </>
        }
        error={form.errors.form}
      >
        <Input
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            form.clear();
          }}
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
    </FormDialog>
  );
}
