"use client";

import type { ComponentProps, MouseEvent } from "react";
import { navigate } from "./client-navigation";

/**
 * A link to a room or to the chat list. A plain click navigates on the client; any other click works as on every link.
 */
export function ClientLink({ href, onClick, ...props }: ComponentProps<"a"> & { href: string }) {
  return <a href={href} onClick={onPlainClick(() => navigate(href), onClick)} {...props} />;
}

/**
 * Makes a link's click handler: a plain click calls `follow` instead of loading the page, unless `onClick` has
 * prevented it.
 */
export function onPlainClick(follow: () => void, onClick?: (event: MouseEvent<HTMLAnchorElement>) => void) {
  return (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || !isPlainClick(event)) return;
    event.preventDefault();
    follow();
  };
}

/** Whether a click means "go there", and not "open it in a new tab or window". */
export function isPlainClick(event: MouseEvent | globalThis.MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}
