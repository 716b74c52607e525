"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { trimText } from "@/lib/text";
import { mayCallMany } from "./calls-many";
import { MentionAllQuestion } from "./composer-on-demand";
import { hasEmojiNames, replaceEmojiNames } from "./replace-emoji-names";
import { type AttachmentBatch, type Attachments, useOnceArrived } from "./use-attachments";

type Options = {
  text: string;
  canSend: boolean;
  attachments: Attachments;
  onSend: (body: string, sending?: AttachmentBatch) => void;
  onSent: () => void;
};

/** Sends the message when its arriving files and the names of its emoji are there, and a mention of many people is meant. */
export function useSend({ text, canSend, attachments, onSend, onSent }: Options) {
  const onceArrived = useOnceArrived(attachments, send);
  const isNaming = useRef(false);
  const [asked, setAsked] = useState<{ text: string; body: string } | null>(null);
  // However the text came here, the question is asked without a network, too.
  const mayAsk = mayCallMany(text);
  useEffect(() => {
    if (mayAsk) MentionAllQuestion.preload();
  }, [mayAsk]);
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
    if (mayCallMany(body)) setAsked({ text, body });
    else pass(body);
  }

  function pass(body: string) {
    onSend(body, attachments.count > 0 ? attachments.take() : undefined);
    onSent();
  }

  function answer(isSent: boolean) {
    setAsked(null);
    // What was typed while the code of the question was loaded stays.
    if (isSent && asked?.text === text) pass(asked.body);
  }

  return { send, isWaiting: onceArrived.isWaiting, asked, answer };
}
