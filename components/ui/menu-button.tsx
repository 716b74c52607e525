"use client";

import { Slot } from "radix-ui";
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  useId,
  useRef,
  useState,
} from "react";
import { Tooltip } from "./tooltip";

/** What the code of a menu gets: its button, and whether it is open. */
export type MenuState = {
  anchor: RefObject<HTMLElement | null>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Its first line is chosen already when a key has opened it. */
  byKeyboard: boolean;
};

type Props = {
  /** Draws a DropdownMenu with that state; `onDemand`, so that a page need not load what it only may show. */
  menu: (state: MenuState) => ReactNode;
  /** Comes near: load the menu's code. */
  onNear?: () => void;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** What it is on can be dragged: a press that is held is no wish for the menu. */
  isDragged?: boolean;
  /** The button's tooltip. */
  tip?: string;
  /** One button. */
  children: ReactNode;
};

/** A button that opens a menu, as the ARIA pattern has it; the menu itself is made when it is first opened. */
export function MenuButton({ menu, onNear, open: given, onOpenChange, isDragged, tip, children }: Props) {
  const id = useId();
  const anchor = useRef<HTMLElement>(null);
  const [own, setOwn] = useState(false);
  const [byKeyboard, setByKeyboard] = useState(false);
  const open = given ?? own;
  const [wasOpen, setWasOpen] = useState(open);
  if (open && !wasOpen) setWasOpen(true);

  function change(next: boolean) {
    setOwn(next);
    onOpenChange?.(next);
  }
  function onPointerDown(event: PointerEvent) {
    if (event.button !== 0 || event.ctrlKey) return;
    setByKeyboard(false);
    change(!open);
    // The menu gets the focus, and gives it back.
    if (!open) event.preventDefault();
  }
  /** A key's click has no detail; keys have their own way. */
  function onClick(event: MouseEvent) {
    if (event.detail === 0) return;
    setByKeyboard(false);
    change(!open);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (!["Enter", " ", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    setByKeyboard(true);
    change(event.key === "ArrowDown" || !open);
  }
  const button = (
    <Slot.Root
      ref={anchor}
      id={id}
      aria-haspopup="menu"
      aria-expanded={open}
      data-state={open ? "open" : "closed"}
      onPointerEnter={onNear}
      onFocus={onNear}
      onPointerDown={isDragged ? undefined : onPointerDown}
      onClick={isDragged ? onClick : undefined}
      onKeyDown={onKeyDown}
    >
      {children}
    </Slot.Root>
  );
  return (
    <>
      {tip ? <Tooltip content={tip}>{button}</Tooltip> : button}
      {wasOpen && menu({ anchor, open, onOpenChange: change, byKeyboard })}
    </>
  );
}
