"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { api } from "@/lib/http/api";
import { ROOM_NAME_MAX, roomReplySchema, TOPIC_MAX } from "@/lib/rooms/schema";
import type { User } from "@/lib/users/schema";
import { useChatActions, useViewer } from "./chat-list-provider";
import { type Faults, faultsOf } from "./faults";
import { PeoplePicker } from "./people-picker";

type Kind = "OPEN" | "PRIVATE";
const FIELDS = ["name", "topic", "userIds"] as const;

export function CreateRoomDialog({ onClose }: { onClose: () => void }) {
  const [kind, setKind] = useState<Kind>("OPEN");
  const [name, setName] = useState("");
  const [topic, setTopic] = useState("");
  const [people, setPeople] = useState<User[]>([]);
  const { create, busy, faults } = useCreateRoom(onClose);

  function submit(event: FormEvent) {
    event.preventDefault();
    const userIds = people.map((person) => person.id);
    if (!busy) void create(kind === "OPEN" ? { kind, name, topic } : { kind, name, topic, userIds });
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent aria-describedby={undefined}>
        <form onSubmit={submit} noValidate className="contents">
          <DialogHeader>
            <DialogTitle>Create a room</DialogTitle>
          </DialogHeader>
          <DialogBody className="grid gap-4">
            {faults.form && (
              <p role="alert" className="text-sm text-destructive">
                {faults.form}
              </p>
            )}
            <Field label="Name" error={faults.name} required>
              <Input
                value={name}
                onChange={(event) => setName(event.target.value)}
                maxLength={ROOM_NAME_MAX}
                placeholder="Garden, Release 2, Book club"
                autoComplete="off"
              />
            </Field>
            <Field label="Topic" error={faults.topic} optional>
              <Input
                value={topic}
                onChange={(event) => setTopic(event.target.value)}
                maxLength={TOPIC_MAX}
                placeholder="What it is about"
                autoComplete="off"
              />
            </Field>
            <KindChoice kind={kind} onChange={setKind} />
            {kind === "PRIVATE" && <PeopleForRoom chosen={people} onChange={setPeople} error={faults.userIds} />}
          </DialogBody>
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={busy}>
              Create room
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function PeopleForRoom(props: { chosen: User[]; onChange: (people: User[]) => void; error?: string }) {
  const viewer = useViewer();
  return <PeoplePicker label="People" optional without={new Set([viewer.id])} {...props} />;
}

const KINDS = [
  { kind: "OPEN", title: "Open", text: "Everybody here can find it and join." },
  { kind: "PRIVATE", title: "Private", text: "Only people who are added can see it." },
] as const;

function KindChoice({ kind, onChange }: { kind: Kind; onChange: (kind: Kind) => void }) {
  const id = useId();
  return (
    <RadioGroup value={kind} onValueChange={(value) => onChange(value as Kind)} aria-label="Who can see the room">
      {KINDS.map((one) => (
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

function useCreateRoom(onDone: () => void) {
  const router = useRouter();
  const { put } = useChatActions();
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<Faults<(typeof FIELDS)[number]>>({});
  async function create(body: object) {
    setBusy(true);
    setFaults({});
    try {
      const { room } = await api("/api/chat/rooms", { method: "POST", body, schema: roomReplySchema });
      put(room);
      onDone();
      router.push(`/rooms/${room.id}`);
    } catch (fault) {
      setFaults(faultsOf(fault, FIELDS));
      setBusy(false);
    }
  }
  return { create, busy, faults };
}
