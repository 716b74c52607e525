"use client";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";

/** How many messages and files have not reached the server. */
export type Unsent = { messages: number; files: number };

type Props = { unsent: Unsent; onLogOut: () => Promise<void>; onClose: () => void };

/** Asks whether to log out all the same. */
export function UnsentDialog({ unsent, onLogOut, onClose }: Props) {
  return (
    <ConfirmDialog
      onClose={onClose}
      title={unsent.messages > 0 ? "Log out with unsent messages?" : "Log out with unsent files?"}
      description={inWords(unsent)}
      action="Log out"
      onConfirm={onLogOut}
    />
  );
}

function inWords({ messages, files }: Unsent): string {
  const one = messages === 1;
  return [
    messages > 0 &&
      `${one ? "One message has" : `${messages} messages have`} not reached the server. In this browser ${one ? "it waits" : "they wait"} until you log in again.`,
    files > 0 &&
      `${files === 1 ? "One attached file has" : `${files} attached files have`} not been sent. Logging out takes ${files === 1 ? "it" : "them"} out of this browser.`,
  ]
    .filter(Boolean)
    .join(" ");
}
