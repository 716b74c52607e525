"use client";

import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/browser/api";
import { forbiddenTypesReplySchema } from "@/lib/files/schema";

type Props = { forbidden: readonly string[]; onSaved: (forbidden: string[]) => void };

/** A form for administrators: the file types that nobody can share, by the endings of their names. */
export function ForbiddenTypes({ forbidden, onSaved }: Props) {
  const { ref, busy, errors, submit } = useSubmit("forbiddenTypes");
  const [text, setText] = useState(forbidden.join(", "));

  const save = () =>
    submit(async () => {
      const forbiddenTypes = text.split(/[\s,;]+/).filter((ending) => ending !== "");
      const body = { forbiddenTypes };
      const saved = await api("/api/chat/settings/files", { method: "PATCH", body, schema: forbiddenTypesReplySchema });
      setText(saved.forbiddenTypes.join(", "));
      onSaved(saved.forbiddenTypes);
      toast.success("Saved. It holds for what is shared from now on.");
    });

  return (
    <form
      ref={ref}
      noValidate
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {errors.form && <Alert variant="error">{errors.form}</Alert>}
      <Field
        label="Files that nobody can share"
        hint="The ends of their names, such as exe, bat, scr. With nothing here, any file can be shared; what browsers cannot show safely is a download."
        error={errors.forbiddenTypes}
      >
        <Input
          name="forbiddenTypes"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
        />
      </Field>
      <Button type="submit" variant="secondary" loading={busy} className="max-sm:h-11 sm:justify-self-start">
        Save
      </Button>
    </form>
  );
}
