"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { useCloseOnBack } from "@/components/ui/history-step";
import { isComposing } from "@/components/ui/keyboard";
import { Textarea } from "@/components/ui/textarea";
import { useSubmit } from "@/components/ui/use-submit";
import { ALT_MAX } from "@/lib/files/limits";
import type { Upload } from "@/lib/uploads/browser/upload";

type AltDialogProps = { upload: Upload; onSave: (alt: string) => void; onClose: () => void };

/** A dialog for the description of a picture, for people who cannot see it. */
export function AltDialog({ upload: { file, preview }, onSave, onClose }: AltDialogProps) {
  const [alt, setAlt] = useState(file.alt);
  const form = useSubmit();
  useCloseOnBack(true, onClose);
  return (
    <FormDialog
      form={form}
      title="Describe the picture"
      description="For people who cannot see it. What matters in it?"
      action="Save"
      onSubmit={() => onSave(alt.trim())}
      onClose={onClose}
      className="grid gap-3"
    >
      {preview && (
        // biome-ignore lint/performance/noImgElement: it is in this browser's memory.
        <img
          src={preview}
          alt={file.name}
          className="mx-auto max-h-[min(40dvh,16rem)] rounded-control object-contain"
        />
      )}
      <Field label="Description" hideLabel>
        <Textarea
          dir="auto"
          rows={3}
          autoFocus
          maxLength={ALT_MAX}
          value={alt}
          onChange={(event) => setAlt(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
        />
      </Field>
    </FormDialog>
  );
}
