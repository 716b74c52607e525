"use client";

import { type Ref, type RefObject, useEffect, useImperativeHandle } from "react";

type Props = {
  /** The button that is already on the page. */
  anchor: RefObject<HTMLElement | null>;
  ref?: Ref<HTMLElement>;
  "aria-describedby"?: string;
};

/**
 * Stands where Radix expects its own trigger and draws nothing. It hands Radix a button that is already on the page, so
 * that the primitive's code is only needed when the menu or the tooltip opens.
 */
export function Anchor({ anchor, ref, "aria-describedby": describedBy }: Props) {
  useImperativeHandle(ref, () => anchor.current as HTMLElement);
  useEffect(() => {
    const element = anchor.current;
    if (!describedBy || !element) return;
    element.setAttribute("aria-describedby", describedBy);
    return () => element.removeAttribute("aria-describedby");
  }, [anchor, describedBy]);
  return null;
}
