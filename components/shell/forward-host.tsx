"use client";

import { useSyncExternalStore } from "react";
import { forwardView } from "@/components/messages/forward/forward-store";
import { onDemand } from "@/components/ui/on-demand";
import { loadDialogs } from "./load-dialogs";

const ForwardDialog = onDemand(() => loadDialogs().then((module) => module.ForwardDialog));

/** Draws the dialog that forwards a message, while there is one to forward. */
export function ForwardHost() {
  const view = useSyncExternalStore(forwardView.subscribe, forwardView.get, () => null);
  return view && <ForwardDialog key={view.message.id} {...view} />;
}
