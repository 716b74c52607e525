"use client";

import type { ComponentProps, MouseEvent } from "react";
import { navigate } from "./client-navigation";

/**
 * A link to a room or to the chat list. A plain click navigates on the client; any other click works as on every link.
 */
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

/** Whether a click means "go there", and not "open it in a new tab or window". */
export function isPlainClick(event: MouseEvent | globalThis.MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}
