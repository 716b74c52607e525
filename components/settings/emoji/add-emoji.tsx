"use client";

import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/browser/api";
import { emojiReplySchema } from "@/lib/emoji/schema";
import { uploadPicture } from "@/lib/uploads/browser/upload-picture";
import { nameOfFile, refusalOfFile } from "./chosen-picture";
import { EmojiPictureField } from "./emoji-picture-field";

/** The form that adds an emoji: its picture, its name, and other names. */
export function AddEmoji({ onAdded }: { onAdded: () => void }) {
  const { ref, busy, errors, submit, clear } = useSubmit("fileId", "name", "aliases");
  const [file, setFile] = useState<File | null>(null);
  /** What of the file is on the server already, for another attempt with another name. */
  const [uploaded, setUploaded] = useState<{ file: File; id: string } | null>(null);
  const [name, setName] = useState("");
  const [aliases, setAliases] = useState("");
  const [refusal, setRefusal] = useState<string>();

  function choose(next: File) {
    clear();
    const problem = refusalOfFile(next);
    setRefusal(problem);
    setFile(problem === undefined ? next : null);
    if (problem === undefined && name === "") setName(nameOfFile(next.name));
  }

  async function save() {
    if (!file) return setRefusal("Choose a picture.");
    const fileId = uploaded?.file === file ? uploaded.id : await uploadPicture(file, "attachment");
    setUploaded({ file, id: fileId });
    const others = aliases.split(/[\s,;]+/).filter((alias) => alias !== "");
    const body = { name, aliases: others, fileId };
    const { emoji } = await api("/api/chat/emoji", { method: "POST", body, schema: emojiReplySchema });
    for (const reset of [setName, setAliases]) reset("");
    setFile(null);
    onAdded();
    toast.success(`:${emoji.name}: is there for everybody now.`);
  }

  return (
    <form
      ref={ref}
      noValidate
      className="grid gap-4 rounded-card border bg-card p-4"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(save);
      }}
    >
      {errors.form && <Alert variant="error">{errors.form}</Alert>}
      <EmojiPictureField file={file} error={refusal ?? errors.fileId} onChoose={choose} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label="Name" hint="Such as party_parrot, for :party_parrot:" error={errors.name}>
          <Input {...TYPED} name="name" value={name} onChange={(event) => setName(event.currentTarget.value)} />
        </Field>
        <Field label="Other names" optional hint="Up to five, with commas between them." error={errors.aliases}>
          <Input
            {...TYPED}
            name="aliases"
            value={aliases}
            onChange={(event) => setAliases(event.currentTarget.value)}
          />
        </Field>
      </div>
      <Button type="submit" loading={busy} className="max-sm:h-11 sm:justify-self-start">
        Add emoji
      </Button>
    </form>
  );
}

const TYPED = { autoCapitalize: "none", autoCorrect: "off", autoComplete: "off", spellCheck: false } as const;
