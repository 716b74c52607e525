import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

/** The head of a screen beside the chat list: on a phone below the clock, with the way back to the list. */
export function ScreenHeader({ children }: { children: ReactNode }) {
  return (
    <header className="flex h-[calc(var(--header-height)+env(safe-area-inset-top))] shrink-0 items-center gap-2 border-b px-2 pt-[env(safe-area-inset-top)] md:px-5">
      <Button asChild variant="ghost" size="icon" className="text-muted-foreground md:hidden">
        <Link href="/" aria-label="Back to chats">
          <ArrowLeft aria-hidden className="rtl:rotate-180" />
        </Link>
      </Button>
      {children}
    </header>
  );
}
