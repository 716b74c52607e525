"use client";

import { Compass, PanelLeftClose, Search, SquarePen, X } from "lucide-react";
import Link from "next/link";
import { type KeyboardEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Input } from "@/components/ui/input";
import { Tooltip } from "@/components/ui/tooltip";
import { useChatDialogs } from "./chat-dialogs";
import { ChatSections } from "./chat-sections";
import { FindResults } from "./find-results";
import { ViewerMenu } from "./viewer-menu";

type Props = {
  currentId: string | null;
  logOut: () => Promise<void>;
  onShortcuts: () => void;
  onCollapse: () => void;
};

/** The chat list: the left edge of a wide screen, a screen of its own on a phone. */
export function Sidebar({ currentId, logOut, onShortcuts, onCollapse }: Props) {
  const [query, setQuery] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const isFinding = query.trim() !== "";
  return (
    <div className="flex h-full flex-col">
      <div className="flex h-(--header-height) shrink-0 items-center gap-0.5 px-2">
        <ViewerMenu logOut={logOut} onShortcuts={onShortcuts} />
        <span className="flex-1" />
        <NewMenu />
        <Tooltip content="Hide the chat list">
          <Button
            variant="ghost"
            size="icon"
            aria-label="Hide the chat list"
            onClick={onCollapse}
            className="text-muted-foreground max-md:hidden"
          >
            <PanelLeftClose aria-hidden className="rtl:-scale-x-100" />
          </Button>
        </Tooltip>
      </div>
      <FindBox query={query} onChange={setQuery} onDown={() => focusFirst(list.current)} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears what its links and buttons let pass. */}
      <div
        ref={list}
        onClick={(event) => {
          if (isFinding && (event.target as Element).closest("a")) setQuery("");
        }}
        onKeyDown={onArrow}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pt-1 pb-[max(1rem,env(safe-area-inset-bottom))]"
      >
        {isFinding ? (
          <FindResults query={query} currentId={currentId} onDone={() => setQuery("")} />
        ) : (
          <ChatSections currentId={currentId} />
        )}
      </div>
    </div>
  );
}

type FindProps = { query: string; onChange: (query: string) => void; onDown: () => void };

function FindBox({ query, onChange, onDown }: FindProps) {
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape" && query !== "") {
      event.stopPropagation();
      onChange("");
    } else if (event.key === "ArrowDown" || (event.key === "Enter" && query !== "")) {
      event.preventDefault();
      onDown();
    }
  }
  return (
    <search className="relative px-3 pb-2">
      <Search
        aria-hidden
        className="pointer-events-none absolute start-5.5 top-2.5 size-4 text-muted-foreground pointer-coarse:top-3.5"
      />
      <Input
        type="search"
        aria-label="Find people and rooms"
        placeholder="Find people and rooms"
        autoComplete="off"
        value={query}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        className="bg-background ps-8.5 pe-8 [&::-webkit-search-cancel-button]:hidden"
      />
      {query !== "" && (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => onChange("")}
          className="absolute end-4.5 top-1.5 grid size-6 place-items-center rounded-full text-muted-foreground touch-reach hover:bg-accent pointer-coarse:top-2.5"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </search>
  );
}

function NewMenu() {
  const open = useChatDialogs();
  return (
    <DropdownMenu>
      <Tooltip content="New room or chat">
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon" aria-label="New room or chat" className="text-muted-foreground">
            <SquarePen aria-hidden />
          </Button>
        </DropdownMenuTrigger>
      </Tooltip>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={() => open("room")}>Create a room</DropdownMenuItem>
        <DropdownMenuItem onSelect={() => open("direct")}>Start a direct chat</DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href="/browse">
            <Compass aria-hidden /> Browse rooms
          </Link>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

const ROWS = "[data-room-link], [data-find-person]";

function focusFirst(list: HTMLElement | null): void {
  list?.querySelector<HTMLElement>(ROWS)?.focus();
}

/** ↑ and ↓ walk through the rows, as in any list of mail. */
function onArrow(event: KeyboardEvent<HTMLElement>): void {
  if (event.altKey || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
  const row = (event.target as Element).closest<HTMLElement>(ROWS);
  if (!row) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(ROWS)].filter((one) => one.offsetParent !== null);
  const next = rows[rows.indexOf(row) + (event.key === "ArrowDown" ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
