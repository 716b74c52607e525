"use client";

import { useState } from "react";
import { useViewer } from "@/components/chats/chat-list-provider";
import { EndChoices } from "@/components/chats/end-choices";
import { endInWords } from "@/components/chats/mute-words";
import { type SavedDeed, savedDeed } from "@/components/messages/saved/saved-deed";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { useReader } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { useSubmit } from "@/components/ui/use-submit";
import { ApiError } from "@/lib/browser/api";
import { wishSaved } from "@/lib/saved/browser/saved-queue";
import { REMIND_TIMES, timeOf } from "@/lib/saved/remind-times";

/** The server refuses what is further away; a field for a year takes any. */
const YEARS_MAX = 5;

/** Asks when to be reminded of a message, which is saved by that. Without a network the wish waits for one. */
export function RemindDialog({ messageId, remindAt }: Pick<SavedDeed, "messageId" | "remindAt">) {
  const reader = useReader();
  const viewerId = useViewer().id;
  const [at, setAt] = useState("");
  const form = useSubmit("remindAt");
  const { errors } = form;
  const close = () => savedDeed.set(null);

  function choose(time: string): void {
    wishSaved(viewerId, messageId, time);
    toast.success(`You are reminded on ${endInWords(time, reader)}.`);
    close();
  }
  function takeAway(): void {
    wishSaved(viewerId, messageId, "calm");
    toast.success("There is no reminder any more.");
    close();
  }

  return (
    <FormDialog
      title="Remind me"
      description={
        remindAt
          ? `You are reminded on ${endInWords(remindAt, reader)}. Choose another time, or none.`
          : "The message is saved, and comes back in Activity at the time that you choose."
      }
      action="Set this time"
      form={form}
      problem={errors.form}
      disabled={at === ""}
      onSubmit={() => choose(checked(at))}
      onClose={close}
      className="grid gap-3"
    >
      <div className="-mx-3 grid gap-0.5">
        {remindAt && (
          <Button variant="outline" className="mx-3 mb-2 justify-self-start" onClick={takeAway}>
            Take the reminder away
          </Button>
        )}
        <EndChoices words={REMIND_TIMES} endOf={timeOf} onChoose={choose} />
      </div>
      <Field label="At another time" error={errors.remindAt}>
        <Input type="datetime-local" name="remindAt" value={at} onChange={(event) => setAt(event.target.value)} />
      </Field>
    </FormDialog>
  );
}

/** The field's time in ISO 8601, in this device's zone. Throws what the server would say, because the wish may be sent much later. */
function checked(local: string): string {
  const time = new Date(local);
  if (Number.isNaN(time.getTime())) throw refused("Choose a date and a time.");
  if (time.getTime() <= Date.now()) throw refused("Choose a time in the future.");
  const last = new Date();
  last.setFullYear(last.getFullYear() + YEARS_MAX);
  if (time > last) throw refused("Choose a time in the next five years.");
  return time.toISOString();
}

const refused = (message: string) => new ApiError(422, "invalid", message, { fields: { remindAt: message } });
