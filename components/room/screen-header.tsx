import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { ClientLinkButton } from "@/components/ui/client-link-button";

/** The header of a screen beside the chat list. On a phone it has a button back to the list. */
export function ScreenHeader({ children }: { children: ReactNode }) {
  return (
    <header className="flex head-row shrink-0 items-center gap-2 border-b px-2 md:px-5">
      <ClientLinkButton
        variant="ghost"
        size="icon"
        className="text-muted-foreground md:hidden"
        href="/"
        aria-label="Back to chats"
      >
        <ArrowLeft aria-hidden className="rtl:rotate-180" />
      </ClientLinkButton>
      {children}
    </header>
  );
}
