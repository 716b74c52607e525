"use client";

import { useState } from "react";
import { useChatActions, useViewer } from "@/components/chats/chat-list-provider";
import { EndChoices } from "@/components/chats/end-choices";
import { endInWords } from "@/components/chats/mute-words";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { useReader } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/browser/api";
import { quietUntil } from "@/lib/users/quiet";
import { userReplySchema } from "@/lib/users/schema";
import { endOfQuiet, QUIET_ENDS } from "./quiet-ends";

/** Asks until when nothing is to interrupt the viewer, and ends it. */
export function QuietDialog({ onClose }: { onClose: () => void }) {
  const reader = useReader();
  const { storeViewer } = useChatActions();
  const ends = quietUntil(useViewer().doNotDisturbUntil);
  const [until, setUntil] = useState("");
  const form = useSubmit("doNotDisturbUntil");
  const { errors } = form;

  async function save(doNotDisturbUntil: string | null) {
    const body = { doNotDisturbUntil };
    const { user } = await api("/api/chat/me", { method: "PATCH", body, schema: userReplySchema });
    storeViewer(user);
    const words = doNotDisturbUntil && endInWords(doNotDisturbUntil, reader);
    toast.success(words ? `Nothing disturbs you until ${words}.` : "You are told of messages again.");
  }
  const choose = (end: string | null) =>
    void form.submit(async () => {
      await save(end);
      onClose();
    });

  return (
    <FormDialog
      title="Do not disturb"
      description={
        ends
          ? `On until ${endInWords(ends, reader)}. Others see it on your profile.`
          : "Nothing interrupts you meanwhile. Others see it on your profile, and you miss nothing."
      }
      action="Set this time"
      form={form}
      problem={errors.form}
      disabled={until === ""}
      onSubmit={() => save(Number.isNaN(Date.parse(until)) ? until : new Date(until).toISOString())}
      onClose={onClose}
      className="grid gap-3"
    >
      <div className="-mx-3 grid gap-0.5">
        {ends && (
          <Button variant="outline" className="mx-3 mb-2 justify-self-start" onClick={() => choose(null)}>
            Turn off
          </Button>
        )}
        <EndChoices words={QUIET_ENDS} endOf={endOfQuiet} onChoose={choose} />
      </div>
      <Field label="Until another time" error={errors.doNotDisturbUntil}>
        <Input
          type="datetime-local"
          name="doNotDisturbUntil"
          value={until}
          onChange={(event) => setUntil(event.target.value)}
        />
      </Field>
    </FormDialog>
  );
}
