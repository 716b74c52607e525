"use client";

import { type RefObject, useState } from "react";
import { flushSync } from "react-dom";
import type { AttachmentBatch, Attachments } from "./use-attachments";

/** Knows whether the recorder has the place of the text field, and sends the recording. */
export function useRecording(
  field: RefObject<HTMLTextAreaElement | null>,
  attachments: Attachments,
  onSend: (body: string, sending: AttachmentBatch) => void,
) {
  const [isRecording, setRecording] = useState(false);

  function start() {
    // The code that sends is loaded now, because there may be no network later.
    attachments.prepare();
    setRecording(true);
  }

  function stop() {
    // The field has to be shown again first, because a hidden field takes no focus.
    flushSync(() => setRecording(false));
    field.current?.focus();
  }

  function send(sending: AttachmentBatch) {
    stop();
    onSend("", sending);
  }

  return { isRecording, start, stop, send };
}
