"use client";

import { useState } from "react";
import { useViewer } from "@/components/chats/chat-list-provider";
import { titleOf } from "@/components/chats/chat-title";
import { type ForwardView, forwardView } from "@/components/messages/forward/forward-store";
import { Alert } from "@/components/ui/alert";
import { navigate } from "@/components/ui/client-navigation";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/browser/api";
import { addressOf } from "@/lib/messages/address";
import { BODY_MAX, messageReplySchema } from "@/lib/messages/schema";
import { summaryOf } from "@/lib/messages/summary";
import type { Room } from "@/lib/rooms/schema";
import { ChosenRoom, RoomChooser } from "./room-chooser";
import { useForwardWarning } from "./use-forward-warning";

/** In characters: a few lines of the message, to see that it is the right one. */
const EXCERPT_MAX = 240;

/**
 * Passes a message on to one of the viewer's chats. What was typed stays when it does not work, as without a network, and a
 * second try with the same words is the same message.
 */
export function ForwardDialog({ message, from }: ForwardView) {
  const viewer = useViewer();
  const [target, setTarget] = useState<Room | null>(null);
  const [comment, setComment] = useState("");
  const [clientId, setClientId] = useState(() => crypto.randomUUID());
  const form = useSubmit("body");
  const warning = useForwardWarning(message, from, target);
  // What is said otherwise, or to others, is another message.
  const asAnother = () => setClientId(crypto.randomUUID());

  async function forward() {
    if (!target) throw new Error("Choose where to forward it to.");
    const { message: sent } = await api(`/api/chat/messages/${message.id}/forward`, {
      method: "POST",
      body: { roomId: target.id, body: comment, clientId },
      schema: messageReplySchema,
    });
    const action = { label: "Open", onClick: () => navigate(addressOf(sent)) };
    toast.success(`Forwarded to ${titleOf(target, viewer.id)}.`, { action });
  }

  return (
    <FormDialog
      form={form}
      title="Forward message"
      action="Forward"
      disabled={!target || warning === undefined}
      problem={form.errors.form}
      onSubmit={forward}
      onClose={() => forwardView.set(null)}
      className="grid gap-4"
    >
      {target ? (
        <ChosenRoom
          room={target}
          onChange={() => {
            setTarget(null);
            asAnother();
          }}
        />
      ) : (
        <RoomChooser onChoose={setTarget} />
      )}
      <Field label="Comment" optional error={form.errors.body}>
        <Textarea
          dir="auto"
          value={comment}
          maxLength={BODY_MAX}
          onChange={(event) => {
            setComment(event.target.value);
            asAnother();
          }}
        />
      </Field>
      <blockquote className="border-s-[3px] border-border ps-3 text-sm wrap-anywhere text-muted-foreground">
        <bdi className="font-medium">{(message.forwarded ?? message).author.displayName}</bdi>
        <p dir="auto" className="max-h-15 overflow-hidden">
          {summaryOf({ ...message, body: message.forwarded?.body ?? message.body }, EXCERPT_MAX)}
        </p>
      </blockquote>
      <div role="status">{target && warning && <Alert>{warning}</Alert>}</div>
    </FormDialog>
  );
}
