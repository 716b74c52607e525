"use client";

import dynamic from "next/dynamic";
import { useEffect, useEffectEvent, useState } from "react";
import { useChatKeys } from "./use-chat-keys";

// Both are loaded when they are first asked for: most visits never do.
const Switcher = dynamic(() => import("./switcher").then((module) => module.Switcher), { ssr: false });
const ShortcutsDialog = dynamic(() => import("./shortcuts-dialog").then((module) => module.ShortcutsDialog), {
  ssr: false,
});

type Shown = "switcher" | "shortcuts" | null;

/** Listens for the keys that work everywhere, and shows what they call. */
export function SwitcherHost() {
  const [shown, setShown] = useState<Shown>(null);
  useChatKeys();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.isComposing || event.defaultPrevented) return;
    const isMod = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (isMod && event.key.toLowerCase() === "k") {
      event.preventDefault();
      setShown(shown === "switcher" ? null : "switcher");
    } else if (event.key === "?" && !isMod && !isTyping(event.target) && shown === null) {
      event.preventDefault();
      setShown("shortcuts");
    }
  });
  useEffect(() => {
    const onAsk = () => setShown("shortcuts");
    const onKeyDown = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", onKeyDown);
    window.addEventListener("parley:shortcuts", onAsk);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      window.removeEventListener("parley:shortcuts", onAsk);
    };
  }, []);
  const close = () => setShown(null);
  return (
    <>
      {shown === "switcher" && <Switcher onClose={close} />}
      {shown === "shortcuts" && <ShortcutsDialog onClose={close} />}
    </>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
