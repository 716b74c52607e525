"use client";

import type { ComponentProps, MouseEvent } from "react";
import { navigate } from "./client-navigation";

/** A link to a room or to the chat list, which is followed in the same frame; for new tabs a link like any other. */
export function ClientLink({ href, onClick, ...props }: ComponentProps<"a"> & { href: string }) {
  return (
    <a
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || !isPlainClick(event)) return;
        event.preventDefault();
        navigate(href);
      }}
      {...props}
    />
  );
}

/** A click that means "go there", and not "open it beside this". */
export function isPlainClick(event: MouseEvent | globalThis.MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}
