import { useEffect } from "react";
import { api } from "@/lib/browser/api";
import { type Message, messageReplySchema } from "@/lib/messages/schema";
import { tellReply } from "@/lib/reactions/browser/wanted";
import { isMiscounted } from "@/lib/threads/own";

/** All who follow the thread hear of a deleted reply at once, and ask within this time. A reply and its thread are told one by one. */
const WAIT_MS = { min: 500, spread: 2000 };

/** Asks the server what is unread in a thread when that cannot be known from what was heard, once for each state of it. */
export function useRecount(root: Message): void {
  const { id, rev } = root;
  const isOff = isMiscounted(root);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another state of the message is asked about anew.
  useEffect(() => {
    if (!isOff) return;
    const timer = setTimeout(
      () => {
        // Without an answer it is asked with the next change of the thread.
        api(`/api/chat/messages/${id}`, { schema: messageReplySchema }).then(
          ({ message }) => tellReply(message),
          () => {},
        );
      },
      WAIT_MS.min + Math.random() * WAIT_MS.spread,
    );
    return () => clearTimeout(timer);
  }, [isOff, id, rev]);
}
