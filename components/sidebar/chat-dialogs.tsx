"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { onDemand } from "@/components/ui/on-demand";

const CreateRoomDialog = onDemand(() => import("./create-room-dialog").then((module) => module.CreateRoomDialog));
const DirectDialog = onDemand(() => import("./direct-dialog").then((module) => module.DirectDialog));

type DialogName = "room" | "direct" | "switcher" | "shortcuts";
type Dialogs = { shown: DialogName | null; open: (name: DialogName) => void; close: () => void };

const Context = createContext<Dialogs | null>(null);

/** The dialogs that any part of the page may open, one at a time. */
export function ChatDialogs({ children }: { children: ReactNode }) {
  const [shown, open] = useState<DialogName | null>(null);
  const dialogs = useMemo<Dialogs>(() => ({ shown, open, close: () => open(null) }), [shown]);
  return (
    <Context value={dialogs}>
      {children}
      {shown === "room" && <CreateRoomDialog onClose={dialogs.close} />}
      {shown === "direct" && <DirectDialog onClose={dialogs.close} />}
    </Context>
  );
}

export function useDialogs(): Dialogs {
  const dialogs = useContext(Context);
  if (!dialogs) throw new Error("This belongs inside ChatDialogs.");
  return dialogs;
}

/** How to open a dialog by name. */
export function useChatDialogs(): Dialogs["open"] {
  return useDialogs().open;
}
