"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type FormAction, useFormAction } from "@/components/ui/use-form-action";
import { VIEWER_FIELD } from "@/lib/browser/viewer-field";
import { ROOM_NAME_MAX, TOPIC_MAX } from "@/lib/rooms/schema";
import { ROOM_KINDS } from "./room-kinds";

/** What the dialog `CreateRoomDialog` asks for, as a form that needs no JavaScript. */
export function RoomForm({ action, viewerId }: { action: FormAction; viewerId: string }) {
  const { state, pending, form } = useFormAction(action);
  const { values, fields } = state;
  const peopleError = fields?.people ?? fields?.userIds;
  return (
    <form {...form} className="grid gap-4">
      {state.message && !fields?.name && !fields?.topic && !peopleError && (
        <Alert variant="error">{state.message}</Alert>
      )}
      <input type="hidden" name={VIEWER_FIELD} value={viewerId} />
      <Field label="Name" error={fields?.name} required>
        <Input
          name="name"
          defaultValue={values.name}
          maxLength={ROOM_NAME_MAX}
          placeholder="Garden, Release 2, Book club"
          autoComplete="off"
          autoFocus
        />
      </Field>
      <Field label="Topic" error={fields?.topic} optional>
        <Input
          name="topic"
          defaultValue={values.topic}
          maxLength={TOPIC_MAX}
          placeholder="What it is about"
          autoComplete="off"
        />
      </Field>
      <fieldset className="grid gap-2">
        <legend className="sr-only">Who can see the room</legend>
        {ROOM_KINDS.map(({ kind, title, text }) => (
          <label key={kind} className="flex gap-2.5 rounded-control py-1">
            <input
              type="radio"
              name="kind"
              value={kind}
              defaultChecked={kind === (values.kind ?? "OPEN")}
              className="mt-0.5 size-4.5 shrink-0 accent-primary"
            />
            <span className="grid">
              <span className="text-sm font-medium">{title}</span>
              <span className="text-meta text-muted-foreground">{text}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Field label="People in a private room" hint="Usernames, with spaces between." error={peopleError} optional>
        <Input name="people" defaultValue={values.people} autoCapitalize="none" autoComplete="off" spellCheck={false} />
      </Field>
      <Button type="submit" loading={pending} className="justify-self-start">
        Create room
      </Button>
    </form>
  );
}
