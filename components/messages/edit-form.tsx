"use client";

import { type ClipboardEvent, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { errorMessageOf } from "@/components/ui/form-errors";
import { hasCoarsePointer, isComposing } from "@/components/ui/keyboard";
import { useAutoHeight } from "@/components/ui/use-auto-height";
import { editInputSchema } from "@/lib/messages/input-schema";
import { BODY_MAX, EMPTY_MESSAGE, type Message } from "@/lib/messages/schema";
import { useConversation } from "./conversation-context";
import { EditOfDeletedMessage } from "./edit-of-deleted-message";

/**
 * The greatest length of a pasted text that can still be cut down in the field. Browsers are too slow with longer ones.
 */
const PASTE_MAX = BODY_MAX * 5;

/** The form in a message that edits it. Enter saves, Shift-Enter breaks the line, Esc discards the edit. */
export function EditForm({ message }: { message: Message }) {
  const { edit, edits, startEditing, focusComposer, formatByKey, formatByPaste } = useConversation();
  const [body, setBody] = useState(() => edits.textOf(message.id) ?? message.body);
  const [problem, setProblem] = useState<string>();
  const [isSaving, setSaving] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const problemId = useId();
  const isDeleted = message.deletedAt !== null;
  useAutoHeight(field, body);

  useEffect(() => {
    if (!edits.takesFocus()) return;
    const end = field.current?.value.length ?? 0;
    field.current?.focus({ preventScroll: true });
    field.current?.setSelectionRange(end, end);
  }, [edits]);

  const close = () => {
    startEditing(null);
    focusComposer();
  };
  async function save() {
    if (isSaving || isDeleted) return;
    const parsed = editInputSchema.safeParse({ body });
    if (!parsed.success) return setProblem(parsed.error.issues[0]?.message);
    // A message with files may have an empty text.
    if (parsed.data.body === "" && message.files.length === 0 && !message.forwarded) return setProblem(EMPTY_MESSAGE);
    if (parsed.data.body === message.body) return close();
    setSaving(true);
    try {
      await edit(message.id, parsed.data.body);
      close();
    } catch (error) {
      setProblem(errorMessageOf(error));
      setSaving(false);
    }
  }

  function onPaste(event: ClipboardEvent<HTMLTextAreaElement>) {
    if (formatByPaste(event) || event.clipboardData.getData("text/plain").length <= PASTE_MAX) return;
    event.preventDefault();
    setProblem(`That is too long to be put in here: a message can have ${BODY_MAX.toLocaleString()} characters.`);
  }

  return (
    <form
      className="my-1 space-y-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {isDeleted && (
        <p role="alert" className="text-meta text-muted-foreground">
          This message was deleted while you were editing it. What you wrote is still here.
        </p>
      )}
      <div>
        <textarea
          ref={field}
          dir="auto"
          value={body}
          rows={1}
          aria-label="Edit message"
          aria-invalid={problem !== undefined}
          aria-describedby={problem && problemId}
          onChange={(event) => {
            setBody(event.target.value);
            setProblem(undefined);
            edits.keep(message.id, message.seq, event.target.value);
          }}
          onPaste={onPaste}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (isComposing(event) || formatByKey(event)) return;
            // Esc discards an edit, but not that of a deleted message: its text exists nowhere else.
            if (event.key === "Escape" && !isDeleted) close();
            else if (event.key === "Enter" && !event.shiftKey && !hasCoarsePointer()) {
              event.preventDefault();
              void save();
            }
          }}
          className="field-sizing-content block max-h-[40dvh] min-h-11 w-full resize-none rounded-control border border-input bg-card px-3 py-2.5 text-typed"
        />
      </div>
      {problem && (
        <p id={problemId} role="alert" className="text-meta text-destructive">
          {problem}
        </p>
      )}
      {isDeleted ? (
        <EditOfDeletedMessage body={body} onClose={close} />
      ) : (
        <div className="flex items-center gap-2">
          <Button type="submit" size="sm" loading={isSaving}>
            Save
          </Button>
          <Button size="sm" variant="ghost" onClick={close}>
            Cancel
          </Button>
          <span className="text-xs text-muted-foreground max-sm:hidden">Enter saves, Esc cancels</span>
        </div>
      )}
    </form>
  );
}
