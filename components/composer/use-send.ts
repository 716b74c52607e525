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

/** Sends the message when its arriving files and the names of its emoji are there. */
export function useSend({ text, canSend, attachments, onSend, onSent }: Options) {
  const onceArrived = useOnceArrived(attachments, send);
  const isNaming = useRef(false);
  const finish = useEffectEvent((from: string, body: string) => {
    isNaming.current = false;
    if (text === from) deliver(body);
    // The text has changed meanwhile, and the changed text is sent.
    else send();
  });

  function send() {
    if (!canSend || isNaming.current) return;
    if (attachments.isArriving) return onceArrived.wait();
    if (!hasEmojiNames(text)) return deliver(trimText(text));
    // The names are mostly loaded. A text that was pasted and sent at once waits a moment for them.
    isNaming.current = true;
    void replaceEmojiNames(trimText(text)).then((body) => finish(text, body));
  }

  function deliver(body: string) {
    onSend(body, attachments.count > 0 ? attachments.take() : undefined);
    onSent();
  }

  return { send, isWaiting: onceArrived.isWaiting };
}
