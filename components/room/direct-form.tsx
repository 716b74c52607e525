"use client";

import { useId } from "react";
import { Alert } from "@/components/ui/alert";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type FormAction, useFormAction } from "@/components/ui/use-form-action";
import { VIEWER_FIELD } from "@/lib/browser/viewer-field";
import { plainName, type User } from "@/lib/users/schema";

type Props = {
  action: FormAction;
  viewerId: string;
  /** Those whom `query` has found; null where too much was searched for. */
  people: User[] | null;
  query: string;
};

/** What the dialog `DirectDialog` asks for, as a form that needs no JavaScript. */
export function DirectForm({ action, viewerId, people, query }: Props) {
  const id = useId();
  const { state, pending, form } = useFormAction(action);
  const error = state.fields?.people ?? state.fields?.userIds;
  return (
    <>
      <form {...form} id={id} className="grid gap-4">
        {state.message && !error && <Alert variant="error">{state.message}</Alert>}
        <input type="hidden" name={VIEWER_FIELD} value={viewerId} />
        <Field
          label="People"
          hint="Usernames, with spaces between. Your own opens a chat for your notes."
          error={error}
          required
        >
          <Input
            name="people"
            defaultValue={state.values.people}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
        <Button type="submit" loading={pending} className="justify-self-start">
          Open chat
        </Button>
      </form>
      <search className="grid gap-2">
        <form action="/new/direct" className="flex gap-2">
          <Input type="search" name="q" aria-label="Find a person" placeholder="Find a person" defaultValue={query} />
          <Button type="submit" variant="outline">
            Find
          </Button>
        </form>
        <p role="status" className="text-meta text-muted-foreground">
          {people === null ? "That was too fast. Try again soon." : people.length === 0 && "Nobody is called that."}
        </p>
        <ul aria-label="Found people" className="divide-y">
          {people?.map((person) => (
            <li key={person.id} className="flex min-h-12 items-center gap-3 py-1.5">
              <Avatar user={person} size={32} />
              <span className="min-w-0 flex-1 truncate text-sm">
                {plainName(person)}
                {person.id === viewerId && " (you)"}
                <span className="text-muted-foreground"> @{person.username}</span>
              </span>
              <Button
                type="submit"
                form={id}
                name="people"
                value={person.username}
                variant="outline"
                size="sm"
                aria-label={`Message ${person.displayName}`}
              >
                Message
              </Button>
            </li>
          ))}
        </ul>
      </search>
    </>
  );
}
