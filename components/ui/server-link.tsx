"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import { onPlainClick } from "./client-link";

/**
 * A link to a page that the server renders. The page is fetched when the link is followed; Next's own Link would fetch
 * it ahead.
 */
export function ServerLink({ href, onClick, ...props }: ComponentProps<"a"> & { href: string }) {
  const router = useRouter();
  return <a href={href} onClick={onPlainClick(() => router.push(href), onClick)} {...props} />;
}
