"use client";

import type { LucideIcon } from "lucide-react";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { useClientRoute } from "./client-navigation";
import { ServerLink } from "./server-link";

type Props = { href: string; Icon: LucideIcon; isStrong?: boolean; children: ReactNode };

/** The way to a page of its own, above the chat list. It says when one is there. */
export function PageLink({ href, Icon, isStrong, children }: Props) {
  const path = usePathname();
  const isHere = useClientRoute() === null && path === href;
  return (
    <ServerLink
      href={href}
      aria-current={isHere ? "page" : undefined}
      className={cn(
        "mx-2 flex h-9 shrink-0 items-center gap-2.5 rounded-control px-2 text-sm -outline-offset-2 touch-reach max-md:h-11",
        isHere ? "bg-selected text-selected-foreground" : "hover:bg-accent",
        isStrong && "font-semibold",
      )}
    >
      <Icon aria-hidden className="mx-2 size-4 text-muted-foreground" />
      {children}
    </ServerLink>
  );
}
