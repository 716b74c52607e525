"use client";

import type { RefObject } from "react";
import { FindList } from "@/components/find/find-list";
import { useCloseOnBack } from "@/components/ui/history-step";
import { FOUND_ID } from "./find-box";

/** The longest possible list of chats, of people and of rooms. */
const SHOWN_MAX = 30;

type Props = { query: string; field: RefObject<HTMLInputElement | null>; onDone: () => void };

/** The results of the search field above the chat list, in the list's place. On a phone the back button closes them. */
export function FindResults({ query, field, onDone }: Props) {
  const isScreen = !matchMedia("(min-width: 48rem)").matches;
  useCloseOnBack(isScreen, onDone);
  return (
    <FindList
      id={FOUND_ID}
      query={query}
      field={field}
      max={SHOWN_MAX}
      onDone={onDone}
      onEscape={onDone}
      replaces={isScreen}
    />
  );
}
