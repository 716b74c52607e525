"use client";

import { type ReactNode, type Ref, useState } from "react";
import { codeOnDemand, onDemand } from "@/components/ui/on-demand";
import { toast } from "@/components/ui/toast";
import { fetchCode } from "@/lib/browser/api";
import { countUnsent } from "@/lib/messages/outbox/outboxes";
import { fileStore } from "@/lib/uploads/browser/file-store";
import type { Unsent } from "./unsent-dialog";

const UnsentDialog = onDemand(() => import("./unsent-dialog").then((module) => module.UnsentDialog));

const loadLogOut = codeOnDemand(() => fetchCode(() => import("@/lib/auth/browser/log-out")));

type Props = {
  ref?: Ref<HTMLFormElement>;
  /** The server action that the form posts to before JavaScript has loaded. */
  action: () => Promise<void>;
  viewerId: string;
  /** The submit button. Without one, the code that holds `ref` submits the form. */
  children?: ReactNode;
};

/**
 * A form that logs out. It asks first when some messages have not reached the server or some files have not been sent.
 * Without JavaScript it does not ask, because nothing is kept in the browser then.
 */
export function LogOutForm({ ref, action, viewerId, children }: Props) {
  const [unsent, setUnsent] = useState<Unsent | null>(null);

  const logOut = async () => (await loadLogOut()).logOut(viewerId);
  const leave = () => logOut().catch((fault: Error) => toast.error(fault.message));
  const ask = async () => {
    const [messages, files] = await Promise.all([countUnsent(viewerId), fileStore.countDrafts(viewerId)]);
    if (messages + files > 0) setUnsent({ messages, files });
    else await leave();
  };

  return (
    <>
      <form
        ref={ref}
        action={action}
        hidden={!children}
        onSubmit={(event) => {
          event.preventDefault();
          void ask().catch(leave);
        }}
      >
        {children}
      </form>
      {unsent && <UnsentDialog unsent={unsent} onLogOut={logOut} onClose={() => setUnsent(null)} />}
    </>
  );
}
