"use client";

import { ArrowLeft } from "lucide-react";
import type { RefObject } from "react";
import { ClientLinkButton } from "@/components/ui/client-link-button";
import { SearchField } from "./search-field";
import type { Wish } from "./wish";

type Props = {
  field: RefObject<HTMLInputElement | null>;
  text: string;
  sort: Wish["sort"];
  /** Why the query cannot be answered. */
  refusal?: string;
  onChange: (text: string) => void;
  onSearch: (q: string) => void;
  /** The list of hits below, to which ↓ leads. */
  list: RefObject<HTMLElement | null>;
};

/** The head of the search page: on a phone the way back, the field, and what is wrong with what stands in it. */
export function SearchHeader(props: Props) {
  return (
    <header className="shrink-0 border-b">
      <div className="flex head-row items-center gap-2 px-2 md:px-5">
        <ClientLinkButton
          variant="ghost"
          size="icon"
          className="text-muted-foreground md:hidden"
          href="/"
          aria-label="Back to chats"
        >
          <ArrowLeft aria-hidden className="rtl:rotate-180" />
        </ClientLinkButton>
        <SearchField {...props} />
      </div>
    </header>
  );
}
