"use client";

import { type RefObject, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Recorded } from "./recording";
import type { Attachments, Sending } from "./use-attachments";

/** A voice message in the place of the text field: when it is recorded there, and how it is sent. */
export function useRecording(
  field: RefObject<HTMLTextAreaElement | null>,
  attachments: Attachments,
  onSend: (body: string, sending: Sending) => void,
) {
  const [isRecording, setRecording] = useState(false);
  const isSending = useRef(false);

  function start() {
    // By the time it is sent there may be no network to load that by.
    attachments.prepare();
    setRecording(true);
  }

  function stop() {
    if (isSending.current) return;
    // Shown again first: what is hidden takes no focus.
    flushSync(() => setRecording(false));
    field.current?.focus();
  }

  async function send({ file, durationMs }: Recorded) {
    if (isSending.current) return;
    isSending.current = true;
    const sending = await attachments.record(file, durationMs);
    isSending.current = false;
    // Why it cannot be shared is said; it stays, to be sent again.
    if (!sending) return;
    stop();
    onSend("", sending);
  }

  return { isRecording, start, stop, send };
}
