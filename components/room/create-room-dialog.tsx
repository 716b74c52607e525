"use client";

import { useId, useState } from "react";
import { useChatActions, useViewer } from "@/components/chats/chat-list-provider";
import { PeoplePicker } from "@/components/people/people-picker";
import { navigate } from "@/components/ui/client-navigation";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/browser/api";
import { ROOM_NAME_MAX, roomReplySchema, TOPIC_MAX } from "@/lib/rooms/schema";
import type { User } from "@/lib/users/schema";
import { ROOM_KINDS } from "./room-kinds";

type Kind = "OPEN" | "PRIVATE";

export function CreateRoomDialog({ onClose }: { onClose: () => void }) {
  const [kind, setKind] = useState<Kind>("OPEN");
  const [name, setName] = useState("");
  const [topic, setTopic] = useState("");
  const [people, setPeople] = useState<User[]>([]);
  const { storeRoom } = useChatActions();
  const form = useSubmit("name", "topic", "userIds");
  const { errors } = form;

  async function create() {
    const userIds = people.map((person) => person.id);
    const body = kind === "OPEN" ? { kind, name, topic } : { kind, name, topic, userIds };
    const { room } = await api("/api/chat/rooms", { method: "POST", body, schema: roomReplySchema });
    storeRoom(room);
    navigate(`/rooms/${room.id}`);
  }

  return (
    <FormDialog
      form={form}
      title="Create a room"
      action="Create room"
      problem={errors.form}
      onSubmit={create}
      onClose={onClose}
      className="grid gap-4"
    >
      <Field label="Name" error={errors.name} required>
        <Input
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={ROOM_NAME_MAX}
          placeholder="Garden, Release 2, Book club"
          autoComplete="off"
        />
      </Field>
      <Field label="Topic" error={errors.topic} optional>
        <Input
          value={topic}
          onChange={(event) => setTopic(event.target.value)}
          maxLength={TOPIC_MAX}
          placeholder="What it is about"
          autoComplete="off"
        />
      </Field>
      <KindChoice kind={kind} onChange={setKind} />
      {kind === "PRIVATE" && <PeopleForRoom chosen={people} onChange={setPeople} error={errors.userIds} />}
    </FormDialog>
  );
}

function PeopleForRoom(props: { chosen: User[]; onChange: (people: User[]) => void; error?: string }) {
  const viewer = useViewer();
  return <PeoplePicker label="People" optional excludedIds={new Set([viewer.id])} {...props} />;
}

function KindChoice({ kind, onChange }: { kind: Kind; onChange: (kind: Kind) => void }) {
  const id = useId();
  return (
    <RadioGroup value={kind} onValueChange={(value) => onChange(value as Kind)} aria-label="Who can see the room">
      {ROOM_KINDS.map((one) => (
        <label key={one.kind} htmlFor={id + one.kind} className="flex gap-2.5 rounded-control py-1">
          <RadioGroupItem id={id + one.kind} value={one.kind} className="mt-0.5" />
          <span className="grid">
            <span className="text-sm font-medium">{one.title}</span>
            <span className="text-meta text-muted-foreground">{one.text}</span>
          </span>
        </label>
      ))}
    </RadioGroup>
  );
}
