"use client";

import { useEffect, useEffectEvent } from "react";
import { useDialogs } from "@/components/chats/chat-dialogs";
import { isKey, isShortcut } from "@/components/ui/keyboard";
import { onDemand } from "@/components/ui/on-demand";
import { loadDialogs, loadRare } from "./load-dialogs";
import { useChatKeys } from "./use-chat-keys";

const CreateRoomDialog = onDemand(() => loadDialogs().then((module) => module.CreateRoomDialog));
const DirectDialog = onDemand(() => loadDialogs().then((module) => module.DirectDialog));
const Switcher = onDemand(() => loadDialogs().then((module) => module.Switcher));
const StatusDialog = onDemand(() => loadRare().then((module) => module.StatusDialog), { isRare: true });
const QuietDialog = onDemand(() => loadRare().then((module) => module.QuietDialog), { isRare: true });
const ShortcutsDialog = onDemand(() => loadRare().then((module) => module.ShortcutsDialog), { isRare: true });

/** Draws the shared dialogs, one at a time, and listens for the keys that open them from everywhere. */
export function DialogsHost() {
  const { shown, open, close } = useDialogs();
  useChatKeys();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.isComposing || event.defaultPrevented) return;
    if (isShortcut(event, "k")) {
      event.preventDefault();
      if (shown === "switcher") close();
      else open("switcher");
    } else if (isQuestionMark(event) && shown === null && !isTyping(event.target)) {
      event.preventDefault();
      open("shortcuts");
    } else if (isPrintable(event) && shown === null && isOutsideControls(event.target)) {
      // The focus moves before the key's character is inserted, so the character lands in the message box.
      document.querySelector<HTMLElement>("#main textarea[name=message]")?.focus();
    }
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
  return (
    <>
      {shown === "room" && <CreateRoomDialog onClose={close} />}
      {shown === "direct" && <DirectDialog onClose={close} />}
      {shown === "switcher" && <Switcher onClose={close} />}
      {shown === "shortcuts" && <ShortcutsDialog onClose={close} />}
      {shown === "quiet" && <QuietDialog onClose={close} />}
      {shown === "status" && <StatusDialog onClose={close} />}
    </>
  );
}

/** Whether the key writes "?", on any keyboard layout. */
function isQuestionMark(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  return event.key === "?" || (event.shiftKey && isKey(event, "?", "Slash"));
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Whether the key writes a character. Space does not count, because it scrolls the page. */
function isPrintable(event: KeyboardEvent): boolean {
  return event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
}

/** Whether no control has the focus, as after the page has loaded or after a click on an empty area. */
function isOutsideControls(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof HTMLElement && target.id === "main");
}
