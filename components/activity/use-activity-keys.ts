import { type RefObject, useEffect, useEffectEvent } from "react";
import { isKey } from "@/components/ui/keyboard";

const ENTRIES = "[data-entry]";

type Keys = { list: RefObject<HTMLElement | null>; onDone: (messageId: string) => void; onDoneAll: () => void };

/** j and k, or the arrows, go through the entries, e ticks one off, Shift+E all. Enter opens one, as on every link. */
export function useActivityKeys({ list, onDone, onDoneAll }: Keys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target)) return;
    const entry = (event.target as Element).closest?.<HTMLElement>(ENTRIES) ?? null;
    const step = stepOf(event, entry !== null);
    if (step !== 0) {
      event.preventDefault();
      move(list.current, entry, step);
    } else if (isKey(event, "e", "KeyE")) {
      event.preventDefault();
      if (event.shiftKey) onDoneAll();
      else if (entry) {
        // It may leave the list, and the focus must not go with it.
        move(list.current, entry, 1);
        onDone(entry.dataset.entry ?? "");
      }
    }
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

function stepOf(event: KeyboardEvent, isInList: boolean): number {
  if (event.shiftKey) return 0;
  if (isKey(event, "j", "KeyJ") || (isInList && event.key === "ArrowDown")) return 1;
  return isKey(event, "k", "KeyK") || (isInList && event.key === "ArrowUp") ? -1 : 0;
}

/** Whether the key is for a field, or for a dialog or menu above the page. */
function isElsewhere(target: EventTarget | null): boolean {
  const isField = target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  return isField || document.querySelector("[role=dialog], [role=menu]") !== null;
}

/** Focuses the entry after or before this one; without one the newest that is unread, or else the first. */
function move(list: HTMLElement | null, from: HTMLElement | null, step: number): void {
  const all = [...(list?.querySelectorAll<HTMLElement>(ENTRIES) ?? [])];
  const at = from ? all.indexOf(from) + step : all.indexOf(newestUnread(list) ?? (all[0] as HTMLElement));
  const next = all[Math.max(0, Math.min(at, all.length - 1))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

/** The entries stand by conversation, so the newest that is unread is not always the first. */
export function newestUnread(list: HTMLElement | null): HTMLElement | undefined {
  const unread = [...(list?.querySelectorAll<HTMLElement>(`${ENTRIES}[data-unread]`) ?? [])];
  return unread.sort((a, b) => ((a.dataset.unread ?? "") < (b.dataset.unread ?? "") ? 1 : -1))[0];
}
