"use client";

import { Pencil } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { useChatActions, useViewer } from "@/components/chats/chat-list-provider";
import { kindLabel } from "@/components/chats/room-icon";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { Time } from "@/components/ui/time";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/browser/api";
import { canChangeTopic, canRename } from "@/lib/rooms/policy";
import { ROOM_NAME_MAX, type Room, roomReplySchema, TOPIC_MAX } from "@/lib/rooms/schema";
import { RoomPicture } from "./room-picture";

/** The room's name and topic in the details panel. People who may rename the room can edit them in place. */
export function AboutRoom({ room }: { room: Room }) {
  const viewer = useViewer();
  const kind = kindLabel(room);
  return (
    <section aria-label="About" className="grid gap-4 border-b px-5 py-4">
      <RoomPicture room={room} />
      <Line room={room} what="name" label="Name" value={room.name} mayChange={canRename(viewer, room)} />
      <Line room={room} what="topic" label="Topic" value={room.topic} mayChange={canChangeTopic(viewer, room)} />
      <p className="text-meta text-muted-foreground">
        {kind.charAt(0).toUpperCase() + kind.slice(1)} since <Time iso={room.createdAt} mode="date" />
      </p>
    </section>
  );
}

type LineProps = { room: Room; what: "name" | "topic"; label: string; value: string; mayChange: boolean };

function Line({ room, what, label, value, mayChange }: LineProps) {
  const [isEditing, setEditing] = useState(false);
  if (isEditing)
    return <LineForm room={room} what={what} label={label} value={value} onDone={() => setEditing(false)} />;
  return (
    <div className="flex items-start gap-2">
      <div className="min-w-0 flex-1">
        <h3 className="text-meta text-muted-foreground">{label}</h3>
        <p className={value ? "text-sm wrap-anywhere" : "text-sm text-muted-foreground"}>{value || "No topic yet"}</p>
      </div>
      {mayChange && (
        <Button
          variant="ghost"
          size="icon"
          aria-label={`Change the ${what}`}
          onClick={() => setEditing(true)}
          className="text-muted-foreground"
        >
          <Pencil aria-hidden />
        </Button>
      )}
    </div>
  );
}

function LineForm({ room, what, label, value, onDone }: Omit<LineProps, "mayChange"> & { onDone: () => void }) {
  const { storeRoom } = useChatActions();
  const [text, setText] = useState(value);
  const { ref, busy, errors, submit } = useSubmit(what);

  async function save() {
    const path = `/api/chat/rooms/${room.id}`;
    const reply = await api(path, { method: "PATCH", body: { [what]: text }, schema: roomReplySchema });
    storeRoom(reply.room);
    onDone();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape") return;
    // Escape leaves the form and not the panel around it.
    event.preventDefault();
    onDone();
  }

  return (
    <form
      ref={ref}
      onSubmit={(event) => {
        event.preventDefault();
        void submit(save);
      }}
      onKeyDown={onKeyDown}
      noValidate
      className="grid gap-2"
    >
      <Field label={label} error={errors[what] ?? errors.form}>
        {what === "name" ? (
          <Input
            value={text}
            onChange={(event) => setText(event.target.value)}
            maxLength={ROOM_NAME_MAX}
            autoComplete="off"
            ref={focusOnce}
          />
        ) : (
          <Textarea
            value={text}
            onChange={(event) => setText(event.target.value)}
            maxLength={TOPIC_MAX}
            ref={focusOnce}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button variant="ghost" size="sm" onClick={onDone}>
          Cancel
        </Button>
        <Button type="submit" size="sm" loading={busy}>
          Save
        </Button>
      </div>
    </form>
  );
}

function focusOnce(node: HTMLInputElement | HTMLTextAreaElement | null): void {
  node?.focus();
}
