"use client";

import { ArrowLeft } from "lucide-react";
import { type RefObject, useId } from "react";
import { ClientLinkButton } from "@/components/ui/client-link-button";
import { onDemand } from "@/components/ui/on-demand";
import { SearchField } from "./search-field";
import type { Wish } from "./wish";

// Its buttons do nothing before JavaScript has loaded, so only their height is there.
const FilterBar = onDemand(() => import("./filter-bar").then((module) => module.FilterBar), {
  fallback: <div className="h-9" />,
});

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
export function SearchHeader({ refusal, ...props }: Props) {
  const problemId = useId();
  return (
    <header className="shrink-0 border-b">
      <div className="flex head-row max-w-4xl items-center gap-2 px-2 md:px-5">
        <ClientLinkButton
          variant="ghost"
          size="icon"
          className="text-muted-foreground md:hidden"
          href="/"
          aria-label="Back to chats"
        >
          <ArrowLeft aria-hidden className="rtl:rotate-180" />
        </ClientLinkButton>
        <SearchField problemId={refusal && problemId} {...props} />
      </div>
      {refusal && (
        <p id={problemId} role="alert" className="px-4 pb-2 text-meta text-destructive md:px-6">
          {refusal}
        </p>
      )}
      <FilterBar text={props.text} onSearch={props.onSearch} />
    </header>
  );
}
