"use client";

import type { Message } from "@/lib/messages/schema";
import { ForwardedMessage } from "../forward/forwarded-message";
import { ThreadMark } from "../threads/thread-mark";

type Props = {
  message: Message;
  /** What it says: that the message is a reply in a thread, what it passes on, or, without, what is in its own thread. */
  of?: "reply" | "forward";
  /** Tab reaches the line of one message only: of the one that Tab reaches itself. */
  isTabStop?: boolean;
};

/** What the rows of some messages say, and most do not. */
export function RowMark({ message, of, isTabStop }: Props) {
  if (of !== "forward") return <ThreadMark message={message} isReply={of === "reply"} isTabStop={isTabStop} />;
  return message.forwarded ? <ForwardedMessage message={message} forwarded={message.forwarded} /> : null;
}
