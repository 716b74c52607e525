"use client";

import type { ComponentProps } from "react";
import { onPlainClick } from "@/components/ui/client-link";
import { searchAddress } from "./wish";

type Props = Omit<ComponentProps<"a">, "href" | "onClick"> & { q: string; onSearch: (q: string) => void };

/** A link to another search. A plain click searches on the page. */
export function SearchLink({ q, onSearch, ...props }: Props) {
  return <a href={searchAddress({ q, sort: "newest" })} onClick={onPlainClick(() => onSearch(q))} {...props} />;
}
