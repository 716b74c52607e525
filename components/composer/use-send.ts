"use client";

import { useEffectEvent, useRef } from "react";
import { trimText } from "@/lib/text";
import { hasEmojiNames, replaceEmojiNames } from "./replace-emoji-names";
import { type AttachmentBatch, type Attachments, useOnceArrived } from "./use-attachments";

type Options = {
  text: string;
  canSend: boolean;
  attachments: Attachments;
  onSend: (body: string, sending?: AttachmentBatch) => void;
  onSent: () => void;
};

/** Sends what is written, once what belongs to it is there: files that are just arriving, the names of emoji. */
export function useSend({ text, canSend, attachments, onSend, onSent }: Options) {
  const onceArrived = useOnceArrived(attachments, send);
  const isNaming = useRef(false);
  const finish = useEffectEvent((from: string, body: string) => {
    isNaming.current = false;
    if (text === from) deliver(body);
    // Typed on meanwhile: that goes too.
    else send();
  });

  function send() {
    if (!canSend || isNaming.current) return;
    if (attachments.isArriving) return onceArrived.wait();
    if (!hasEmojiNames(text)) return deliver(trimText(text));
    // As a rule the names are here; what was pasted and sent at once waits a moment for them, in its place.
    isNaming.current = true;
    void replaceEmojiNames(trimText(text)).then((body) => finish(text, body));
  }

  function deliver(body: string) {
    onSend(body, attachments.count > 0 ? attachments.take() : undefined);
    onSent();
  }

  return { send, isWaiting: onceArrived.isWaiting };
}
