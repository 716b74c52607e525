"use client";

import { type Ref, type RefObject, useEffect, useImperativeHandle } from "react";

type Props = {
  /** The element that is drawn elsewhere. */
  anchor: RefObject<HTMLElement | null>;
  ref?: Ref<HTMLElement>;
  "aria-describedby"?: string;
};

/**
 * Takes the place of a Radix trigger's child and draws nothing: it hands the primitive an element that is on the page
 * already, so that only what opens needs the primitive's code.
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
