"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { PeoplePicker } from "@/components/people/people-picker";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { errorMessageOf } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/browser/api";
import { groupMembersReplySchema, groupReplySchema, type UserGroup } from "@/lib/user-groups/schema";
import type { Author } from "@/lib/users/schema";
import { RowsSkeleton } from "../rows-skeleton";

type Props = {
  /** Undefined for a new one. */
  group?: UserGroup;
  onSaved: () => void;
  onClose: () => void;
};

/** A dialog in which a group gets its name, its handle and its people. Only what was changed is saved. */
export function GroupDialog({ group, onSaved, onClose }: Props) {
  const form = useSubmit("handle", "name", "userIds");
  const [handle, setHandle] = useState(group?.handle ?? "");
  const [name, setName] = useState(group?.name ?? "");
  const [before, setBefore] = useState<readonly Author[] | null>(group ? null : []);
  const [people, setPeople] = useState<Author[]>([]);
  const [problem, setProblem] = useState<string>();
  const load = useEffectEvent(() => {
    if (!group) return;
    const { id } = group;
    api(`/api/chat/groups/${id}`, { schema: groupMembersReplySchema }).then(
      ({ members }) => {
        setBefore(members);
        setPeople(members);
      },
      (error) => setProblem(errorMessageOf(error)),
    );
  });
  useEffect(() => load(), []);

  async function save() {
    if (!group) {
      const body = { handle, name, userIds: people.map(({ id }) => id) };
      await api("/api/chat/groups", { method: "POST", body, schema: groupReplySchema });
      toast.success(`@${handle} is there for everybody now.`);
    } else {
      const body = {
        ...(handle !== group.handle && { handle }),
        ...(name !== group.name && { name }),
        add: idsOf(people, before ?? []),
        remove: idsOf(before ?? [], people),
      };
      await api(`/api/chat/groups/${group.id}`, { method: "PATCH", body, schema: groupReplySchema });
      toast.success("Saved.");
    }
    onSaved();
  }

  return (
    <FormDialog
      form={form}
      title={group ? `Edit @${group.handle}` : "New group"}
      description="A message that mentions the group calls those of its people who are in the room."
      action={group ? "Save" : "Make group"}
      disabled={before === null}
      problem={problem ?? form.errors.form}
      onSubmit={save}
      onClose={onClose}
      className="grid gap-4"
    >
      <Field label="Handle" hint="Such as design, for @design" error={form.errors.handle}>
        <Input
          name="handle"
          value={handle}
          onChange={(event) => setHandle(event.currentTarget.value.replace(/^@/, ""))}
          maxLength={64}
          {...TYPED}
        />
      </Field>
      <Field label="Name" hint="Such as Design team" error={form.errors.name}>
        <Input
          name="name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={128}
          autoComplete="off"
        />
      </Field>
      {before ? (
        <PeoplePicker
          label="People"
          optional={!group}
          chosen={people}
          onChange={(next) => {
            setPeople(next);
            form.clear();
          }}
          error={form.errors.userIds}
        />
      ) : (
        problem === undefined && <RowsSkeleton label="Loading the people" />
      )}
    </FormDialog>
  );
}

const TYPED = { autoCapitalize: "none", autoCorrect: "off", autoComplete: "off", spellCheck: false } as const;

/** The ids of those who are not among the others. */
function idsOf(people: readonly Author[], others: readonly Author[]): string[] {
  const known = new Set(others.map(({ id }) => id));
  return people.flatMap(({ id }) => (known.has(id) ? [] : [id]));
}
