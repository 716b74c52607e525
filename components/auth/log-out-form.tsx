"use client";

import { type ReactNode, type Ref, useRef, useState } from "react";
import { onDemand } from "@/components/ui/on-demand";
import { countUnsent } from "@/lib/messages/outboxes";
import { realtime } from "@/lib/realtime/client";

const ConfirmDialog = onDemand(() => import("@/components/ui/alert-dialog").then((module) => module.ConfirmDialog));

type Props = {
  ref?: Ref<HTMLFormElement>;
  action: () => Promise<void>;
  viewerId: string;
  /** The button; without one, whoever holds the ref submits. */
  children?: ReactNode;
};

/** Logs out; with messages that have not reached the server it asks first. Works without JavaScript, which has none. */
export function LogOutForm({ ref, action, viewerId, children }: Props) {
  const own = useRef<HTMLFormElement>(null);
  const isSure = useRef(false);
  const [unsent, setUnsent] = useState(0);

  function submit() {
    isSure.current = true;
    realtime.leave();
    own.current?.requestSubmit();
  }

  return (
    <>
      <form
        ref={(element) => {
          own.current = element;
          if (typeof ref === "function") ref(element);
          else if (ref) ref.current = element;
        }}
        action={action}
        hidden={!children}
        onSubmit={(event) => {
          if (isSure.current) return;
          event.preventDefault();
          void countUnsent(viewerId).then((count) => (count > 0 ? setUnsent(count) : submit()), submit);
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
          onConfirm={submit}
        />
      )}
    </>
  );
}
