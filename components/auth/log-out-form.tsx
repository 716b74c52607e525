"use client";

import { type ReactNode, type Ref, useState } from "react";
import { onDemand } from "@/components/ui/on-demand";
import { toast } from "@/components/ui/toaster";
import { logOut } from "@/lib/auth/client";
import { countUnsent } from "@/lib/messages/outboxes";

const ConfirmDialog = onDemand(() => import("@/components/ui/alert-dialog").then((module) => module.ConfirmDialog));

type Props = {
  ref?: Ref<HTMLFormElement>;
  /** What the form does before scripts have loaded. */
  action: () => Promise<void>;
  viewerId: string;
  /** The button; without one, whoever holds the ref submits. */
  children?: ReactNode;
};

/** Logs out; with messages that have not reached the server it asks first. Works without JavaScript, which has none. */
export function LogOutForm({ ref, action, viewerId, children }: Props) {
  const [unsent, setUnsent] = useState(0);

  const leave = () => logOut().catch((fault: Error) => toast.error(fault.message));

  return (
    <>
      <form
        ref={ref}
        action={action}
        hidden={!children}
        onSubmit={(event) => {
          event.preventDefault();
          void countUnsent(viewerId).then((count) => (count > 0 ? setUnsent(count) : leave()), leave);
        }}
      >
        {children}
      </form>
      {unsent > 0 && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setUnsent(0)}
          title="Log out with unsent messages?"
          description={`${unsent === 1 ? "One message has" : `${unsent} messages have`} not reached the server. In this browser ${unsent === 1 ? "it waits" : "they wait"} until you log in again.`}
          action="Log out"
          onConfirm={logOut}
        />
      )}
    </>
  );
}
