"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import { isPlainClick } from "./client-link";

/**
 * A link to a page that the server renders. The page is fetched when the link is followed; Next's own Link would fetch
 * it ahead.
 */
export function ServerLink({ href, onClick, ...props }: ComponentProps<"a"> & { href: string }) {
  const router = useRouter();
  return (
    <a
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || !isPlainClick(event)) return;
        event.preventDefault();
        router.push(href);
      }}
      {...props}
    />
  );
}
