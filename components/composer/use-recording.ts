"use client";

import { type RefObject, useState } from "react";
import { flushSync } from "react-dom";
import type { AttachmentBatch, Attachments } from "./use-attachments";

/** A voice message in the place of the text field: when it is recorded there, and how it is sent. */
export function useRecording(
  field: RefObject<HTMLTextAreaElement | null>,
  attachments: Attachments,
  onSend: (body: string, sending: AttachmentBatch) => void,
) {
  const [isRecording, setRecording] = useState(false);

  function start() {
    // By the time it is sent there may be no network to load that by.
    attachments.prepare();
    setRecording(true);
  }

  function stop() {
    // Shown again first: what is hidden takes no focus.
    flushSync(() => setRecording(false));
    field.current?.focus();
  }

  function send(sending: AttachmentBatch) {
    stop();
    onSend("", sending);
  }

  return { isRecording, start, stop, send };
}
