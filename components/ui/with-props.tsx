"use client";

import { cloneElement, type JSX, type ReactElement, type Ref, useCallback } from "react";

type Props = JSX.IntrinsicElements["button"] & {
  children: ReactElement<Record<string, unknown>>;
  "data-state"?: string;
};

/**
 * Draws its one child with these props too. Of what both have the child's wins; of two handlers both are called, the
 * child's first; both refs are set. It is what Radix's Slot does for asChild, without what a room page does not need of it.
 */
export function WithProps({ children: child, ref, ...given }: Props) {
  const props: Record<string, unknown> = { ...given };
  for (const [name, value] of Object.entries(child.props)) if (value !== undefined) props[name] = value;
  for (const [name, handler] of Object.entries(given)) {
    const own = child.props[name];
    if (typeof own === "function" && typeof handler === "function")
      props[name] = (event: unknown) => {
        own(event);
        handler(event as never);
      };
  }
  const own = child.props.ref as Ref<HTMLElement> | undefined;
  props.ref = useCallback(
    (element: HTMLElement | null) => {
      for (const one of [own, ref as Ref<HTMLElement>])
        if (typeof one === "function") one(element);
        else if (one) one.current = element;
    },
    [own, ref],
  );
  return cloneElement(child, props);
}
