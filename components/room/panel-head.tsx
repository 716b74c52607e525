"use client";

import { ArrowLeft, X } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { Button } from "@/components/ui/button";

type Props = {
  title: string;
  /** The heading can have the focus. */
  headingRef?: Ref<HTMLHeadingElement>;
  /** What the button says that closes it; on a phone it is one that leads back. */
  closeLabel: string;
  onClose: () => void;
  /** Further buttons, before the one that closes. */
  children?: ReactNode;
};

/** The bar over what stands beside a conversation, and on a phone over it. */
export function PanelHead({ title, headingRef, closeLabel, onClose, children }: Props) {
  return (
    <div className="flex head-row shrink-0 items-center gap-2 border-b px-2 md:ps-5">
      <Button
        variant="ghost"
        size="icon"
        aria-label="Back to the conversation"
        onClick={onClose}
        className="text-muted-foreground md:hidden"
      >
        <ArrowLeft aria-hidden className="rtl:rotate-180" />
      </Button>
      <h2
        ref={headingRef}
        tabIndex={-1}
        className="min-w-0 flex-1 truncate text-[0.9375rem] font-semibold outline-none"
      >
        {title}
      </h2>
      {children}
      <Button
        variant="ghost"
        size="icon"
        aria-label={closeLabel}
        onClick={onClose}
        className="text-muted-foreground max-md:hidden"
      >
        <X aria-hidden />
      </Button>
    </div>
  );
}
