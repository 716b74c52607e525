"use client";

import { SmilePlus } from "lucide-react";
import { useRef, useState } from "react";
import { useChatActions, useViewer } from "@/components/chats/chat-list-provider";
import { EmojiPopover } from "@/components/composer/emoji-popover";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/browser/api";
import { STATUS_TEXT_MAX } from "@/lib/users/limits";
import type { ProfileInput } from "@/lib/users/profile-schema";
import { userReplySchema } from "@/lib/users/schema";
import { currentStatus } from "@/lib/users/status";
import { endOfStatus, localValue, STATUS_ENDS, type StatusEnd } from "./status-ends";

/** What people often are, with how long that usually lasts. */
const SUGGESTIONS: readonly { emoji: string; text: string; end: StatusEnd }[] = [
  { emoji: "📅", text: "In a meeting", end: "hour" },
  { emoji: "🚌", text: "On the way", end: "halfHour" },
  { emoji: "🤒", text: "Out sick", end: "today" },
  { emoji: "🌴", text: "On holiday", end: "never" },
  { emoji: "🏡", text: "Working from home", end: "today" },
];

/** Asks for the viewer's status: an emoji, a few words, and when it ends. */
export function StatusDialog({ onClose }: { onClose: () => void }) {
  const now = currentStatus(useViewer());
  const { storeViewer } = useChatActions();
  const [emoji, setEmoji] = useState(now.statusEmoji);
  const [text, setText] = useState(now.statusText);
  const [end, setEnd] = useState<StatusEnd>(now.statusUntil ? "custom" : "never");
  const [until, setUntil] = useState(now.statusUntil ? localValue(now.statusUntil) : "");
  const form = useSubmit("statusEmoji", "statusText", "statusUntil");
  const { errors } = form;
  const isSet = now.statusEmoji !== "" || now.statusText !== "";
  const isEmpty = emoji === "" && text.trim() === "";

  async function save(body: ProfileInput) {
    storeViewer((await api("/api/chat/me", { method: "PATCH", body, schema: userReplySchema })).user);
    toast.success(body.statusEmoji || body.statusText ? "Your status is set." : "Your status is cleared.");
  }
  const clear = () =>
    void form.submit(async () => {
      await save({ statusEmoji: "", statusText: "" });
      onClose();
    });

  return (
    <FormDialog
      title="Set a status"
      description="Others see it beside your name."
      action="Save status"
      form={form}
      problem={errors.form ?? errors.statusEmoji}
      disabled={isEmpty && !isSet}
      onSubmit={() =>
        save({ statusEmoji: emoji, statusText: text, statusUntil: isEmpty ? null : endOfStatus(end, until) })
      }
      onClose={onClose}
      className="grid gap-4"
    >
      <div className="flex items-end gap-2">
        <EmojiField emoji={emoji} onChange={setEmoji} />
        <Field label="Status" error={errors.statusText} className="flex-1">
          <Input
            name="statusText"
            value={text}
            maxLength={STATUS_TEXT_MAX}
            onChange={(event) => setText(event.target.value)}
            placeholder="What are you doing?"
            autoComplete="off"
            dir="auto"
          />
        </Field>
      </div>
      {isEmpty && (
        <ul aria-label="Suggestions" className="grid gap-0.5">
          {SUGGESTIONS.map((one) => (
            <li key={one.text}>
              <button
                type="button"
                className="flex w-full items-center gap-3 rounded-control px-2 py-1.5 text-start text-sm touch-target hover:bg-accent"
                onClick={() => {
                  setEmoji(one.emoji);
                  setText(one.text);
                  setEnd(one.end);
                }}
              >
                <span aria-hidden className="text-lg">
                  {one.emoji}
                </span>
                <span className="flex-1">{one.text}</span>
                {one.end !== "never" && <span className="text-meta text-muted-foreground">{STATUS_ENDS[one.end]}</span>}
              </button>
            </li>
          ))}
        </ul>
      )}
      <Field label="It ends" error={end === "custom" ? undefined : errors.statusUntil}>
        <NativeSelect name="end" value={end} onChange={(event) => setEnd(event.target.value as StatusEnd)}>
          {Object.entries(STATUS_ENDS).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </Field>
      {end === "custom" && (
        <Field label="Date and time" error={errors.statusUntil}>
          <Input
            type="datetime-local"
            name="statusUntil"
            value={until}
            required
            onChange={(event) => setUntil(event.target.value)}
          />
        </Field>
      )}
      {isSet && (
        <Button variant="ghost" className="justify-self-start text-muted-foreground" onClick={clear}>
          Clear status
        </Button>
      )}
    </FormDialog>
  );
}

function EmojiField({ emoji, onChange }: { emoji: string; onChange: (emoji: string) => void }) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        ref={anchor}
        variant="outline"
        size="icon"
        aria-label={emoji ? `Emoji: ${emoji}` : "Choose an emoji"}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        className="size-9 text-xl pointer-coarse:size-11"
        onClick={() => setOpen(!isOpen)}
      >
        {emoji || <SmilePlus aria-hidden className="size-5 text-muted-foreground" />}
      </Button>
      <EmojiPopover
        anchor={anchor}
        open={isOpen}
        onOpenChange={setOpen}
        onChoose={onChange}
        isUnicodeOnly
        onClosed={() => anchor.current?.focus()}
      />
    </>
  );
}
