"use client";

import { X } from "lucide-react";
import { type KeyboardEvent, useRef } from "react";
import { type Filter, filtersOf, withoutFilter } from "@/lib/search/edit-query";
import { DatePicker } from "./date-picker";
import { labelOfFilter } from "./filter-labels";
import { KindPicker } from "./kind-picker";
import { PersonPicker } from "./person-picker";
import { RoomPicker } from "./room-picker";
import { useRoomNames } from "./use-room-names";

type Props = { text: string; onSearch: (q: string) => void };

/** The filters of the query in the field as pills, and the buttons that add one. Each change is a change of the query. */
export function FilterBar({ text, onSearch }: Props) {
  const bar = useRef<HTMLDivElement>(null);
  const filters = filtersOf(text);
  const nameOf = useRoomNames();

  function remove(filter: Filter, at: number) {
    onSearch(withoutFilter(text, filter));
    // The pill that had the focus is gone; the next one takes it, or the field.
    requestAnimationFrame(() => {
      const rest = bar.current?.querySelectorAll<HTMLElement>("[data-pill]");
      (rest?.[Math.min(at, rest.length - 1)] ?? document.querySelector<HTMLElement>("#search-field"))?.focus();
    });
  }

  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label="Filters"
      onKeyDown={onArrow}
      className="flex items-center gap-1.5 overflow-x-auto px-3 pb-2 [scrollbar-width:none] md:px-5 pointer-coarse:pb-1"
    >
      {filters.map((filter, at) => {
        const label = labelOfFilter(filter, nameOf);
        return (
          <button
            key={`${filter.start} ${label}`}
            type="button"
            data-pill
            aria-label={`Remove the filter ${label}`}
            onClick={() => remove(filter, at)}
            onKeyDown={(event) => {
              if (event.key !== "Delete" && event.key !== "Backspace") return;
              event.preventDefault();
              remove(filter, at);
            }}
            className="flex h-7 max-w-64 shrink-0 items-center gap-1 rounded-full bg-selected ps-2.5 pe-1.5 text-meta text-selected-foreground touch-reach hover:bg-selected/75"
          >
            <bdi className="truncate">{label}</bdi>
            <X aria-hidden className="size-3.5 shrink-0" />
          </button>
        );
      })}
      <PersonPicker text={text} onSearch={onSearch} />
      <RoomPicker text={text} onSearch={onSearch} />
      <DatePicker text={text} onSearch={onSearch} />
      <KindPicker text={text} onSearch={onSearch} />
    </div>
  );
}

/** ← and → go through the buttons of the bar. */
function onArrow(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
  const bar = event.currentTarget;
  // What a picker shows is drawn elsewhere, but its keys come here.
  if (!bar.contains(event.target as Node)) return;
  const buttons = [...bar.querySelectorAll<HTMLElement>("button")];
  const isForward = (event.key === "ArrowRight") === (getComputedStyle(bar).direction === "ltr");
  const next = buttons[buttons.indexOf(event.target as HTMLElement) + (isForward ? 1 : -1)];
  next?.focus();
}
