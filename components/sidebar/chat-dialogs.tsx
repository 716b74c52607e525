"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { CreateRoomDialog } from "./create-room-dialog";
import { DirectDialog } from "./direct-dialog";

type DialogName = "room" | "direct";

const Open = createContext<((name: DialogName) => void) | null>(null);

/** The dialogs that begin a chat; any part of the page opens them. */
export function ChatDialogs({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<DialogName | null>(null);
  const close = () => setShown(null);
  return (
    <Open value={setShown}>
      {children}
      {shown === "room" && <CreateRoomDialog onClose={close} />}
      {shown === "direct" && <DirectDialog onClose={close} />}
    </Open>
  );
}

export function useChatDialogs(): (name: DialogName) => void {
  const open = useContext(Open);
  if (!open) throw new Error("This belongs inside ChatDialogs.");
  return open;
}
