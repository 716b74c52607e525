"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { messageOf } from "@/components/ui/faults";
import { isCoarse, isComposing } from "@/components/ui/keys";
import { editInputSchema, type Message } from "@/lib/messages/schema";
import { useConversation } from "./conversation-context";

/** Editing in place: Enter saves, Shift-Enter breaks the line, Esc leaves everything as it was. */
export function EditForm({ message }: { message: Message }) {
  const { edit, startEditing, focusComposer } = useConversation();
  const [body, setBody] = useState(message.body);
  const [problem, setProblem] = useState<string>();
  const [isSaving, setSaving] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    const end = field.current?.value.length ?? 0;
    field.current?.focus({ preventScroll: true });
    field.current?.setSelectionRange(end, end);
  }, []);

  const close = () => {
    startEditing(null);
    focusComposer();
  };
  async function save() {
    if (isSaving) return;
    const parsed = editInputSchema.safeParse({ body });
    if (!parsed.success) return setProblem(parsed.error.issues[0]?.message);
    // Files need no words.
    if (parsed.data.body === "" && message.files.length === 0) return setProblem("The message is empty.");
    if (parsed.data.body === message.body) return close();
    setSaving(true);
    try {
      await edit(message.id, parsed.data.body);
      close();
    } catch (error) {
      setProblem(messageOf(error));
      setSaving(false);
    }
  }

  return (
    <form
      className="my-1 space-y-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <textarea
        ref={field}
        dir="auto"
        value={body}
        rows={1}
        aria-label="Edit message"
        aria-invalid={problem !== undefined}
        aria-describedby={problem && "edit-problem"}
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (isComposing(event)) return;
          if (event.key === "Escape") close();
          else if (event.key === "Enter" && !event.shiftKey && !isCoarse()) {
            event.preventDefault();
            void save();
          }
        }}
        className="field-sizing-content block max-h-[40dvh] min-h-11 w-full resize-none rounded-control border border-input bg-card px-3 py-2.5 text-typed"
      />
      {problem && (
        <p id="edit-problem" role="alert" className="text-meta text-destructive">
          {problem}
        </p>
      )}
      <div className="flex items-center gap-2">
        <Button type="submit" size="sm" loading={isSaving}>
          Save
        </Button>
        <Button size="sm" variant="ghost" onClick={close}>
          Cancel
        </Button>
        <span className="text-xs text-muted-foreground max-sm:hidden">Enter saves, Esc cancels</span>
      </div>
    </form>
  );
}
