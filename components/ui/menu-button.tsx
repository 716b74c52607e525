"use client";

import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  type RefObject,
  useId,
  useRef,
  useState,
} from "react";
import { Tooltip } from "./tooltip";
import { WithProps } from "./with-props";

/** The props that a menu gets from its MenuButton: the button's element, and whether the menu is open. */
export type MenuState = {
  anchor: RefObject<HTMLElement | null>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A key has opened the menu, so its first item is focused. */
  byKeyboard: boolean;
};

type Props = {
  /**
   * Draws a DropdownMenu with this state. It is usually an `onDemand` component, so that the page does not load the
   * menus that it only may show.
   */
  menu: (state: MenuState) => ReactNode;
  /** Called when a pointer comes near, to load the menu's code. */
  onNear?: () => void;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** The button is inside of something that can be dragged, so a long press on it does not open the menu. */
  isDragged?: boolean;
  /** The text of the button's tooltip. */
  tip?: string;
  /** Exactly one button. */
  children: ReactElement<Record<string, unknown>>;
};

/** A button that opens a menu, by the ARIA menu button pattern. The menu is rendered when it is first opened. */
export function MenuButton({ menu, onNear, open: given, onOpenChange, isDragged, tip, children }: Props) {
  const id = useId();
  const anchor = useRef<HTMLButtonElement>(null);
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
    // An open menu takes the focus itself, and gives it back when it closes.
    if (!open) event.preventDefault();
  }
  /** A click that a key made has detail 0; onKeyDown handles keys. */
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
    <WithProps
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
    </WithProps>
  );
  return (
    <>
      {tip ? <Tooltip content={tip}>{button}</Tooltip> : button}
      {wasOpen && menu({ anchor, open, onOpenChange: change, byKeyboard })}
    </>
  );
}
