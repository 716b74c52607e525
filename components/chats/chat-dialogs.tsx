"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

type DialogName = "room" | "direct" | "switcher" | "shortcuts" | "status" | "quiet";
type Dialogs = { shown: DialogName | null; open: (name: DialogName) => void; close: () => void };

const Context = createContext<Dialogs | null>(null);

/** Knows which of the page's shared dialogs is open. `components/shell/dialogs-host` draws it. */
export function ChatDialogs({ children }: { children: ReactNode }) {
  const [shown, open] = useState<DialogName | null>(null);
  const dialogs = useMemo<Dialogs>(() => ({ shown, open, close: () => open(null) }), [shown]);
  return <Context value={dialogs}>{children}</Context>;
}

/** The shared dialog that is open, and functions that open and close one. */
export function useDialogs(): Dialogs {
  const dialogs = useContext(Context);
  if (!dialogs) throw new Error("This belongs inside ChatDialogs.");
  return dialogs;
}

/** A function that opens one of the shared dialogs by name. */
export function useOpenDialog(): Dialogs["open"] {
  return useDialogs().open;
}
