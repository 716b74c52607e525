"use client";

import { Bookmark } from "lucide-react";
import { usePathname } from "next/navigation";
import { useClientRoute } from "@/components/ui/client-navigation";
import { ServerLink } from "@/components/ui/server-link";
import { cn } from "@/lib/cn";

/** The way to what the viewer has saved, above the chat list. */
export function SavedLink() {
  const path = usePathname();
  const isHere = useClientRoute() === null && path === "/saved";
  return (
    <ServerLink
      href="/saved"
      aria-current={isHere ? "page" : undefined}
      className={cn(
        "mx-2 flex h-9 shrink-0 items-center gap-2.5 rounded-control px-2 text-sm -outline-offset-2 touch-reach max-md:h-11",
        isHere ? "bg-selected text-selected-foreground" : "hover:bg-accent",
      )}
    >
      <Bookmark aria-hidden className="mx-2 size-4 text-muted-foreground" />
      Saved
    </ServerLink>
  );
}
