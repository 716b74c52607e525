"use client";

import { ListFilter, PanelLeftClose, SquarePen } from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { MenuButton } from "@/components/ui/menu-button";
import { Tooltip } from "@/components/ui/tooltip";
import type { ActivityCounts } from "@/lib/activity/schema";
import { ChatSections } from "./chat-sections";
import { FindBox } from "./find-box";
import { FindResults, NewMenu, SidebarHost, TopLinks } from "./on-demand";
import { ViewerMenu } from "./viewer-menu";

type Props = {
  currentId: string | null;
  turnedSections: string | undefined;
  activity: ActivityCounts;
  logOut: () => Promise<void>;
  onCollapse: () => void;
};

/** The chat list with its header: on a wide screen at the left edge, on a phone a screen of its own. */
export function Sidebar({ currentId, turnedSections, activity, logOut, onCollapse }: Props) {
  const [query, setQuery] = useState("");
  const [unreadOnly, setUnreadOnly] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const wanted = useDeferredValue(query);
  const isFinding = query.trim() !== "";
  return (
    <div className="flex h-full flex-col">
      <div className="flex head-row shrink-0 items-center gap-0.5 px-2">
        <ViewerMenu logOut={logOut} />
        <span className="flex-1" />
        <Tooltip content="Unread chats only">
          <Button
            variant="ghost"
            size="icon"
            aria-label="Unread chats only"
            aria-pressed={unreadOnly}
            onClick={() => setUnreadOnly(!unreadOnly)}
            className="text-muted-foreground aria-pressed:bg-selected aria-pressed:text-selected-foreground"
          >
            <ListFilter aria-hidden />
          </Button>
        </Tooltip>
        <NewButton />
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
      <FindBox ref={field} query={query} onChange={setQuery} onDown={() => focusFirst(list.current)} />
      <TopLinks activity={activity} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it handles events that bubble up from its links. */}
      <div
        ref={list}
        onKeyDown={onArrow}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pt-1 pb-[max(1rem,env(safe-area-inset-bottom))]"
      >
        {isFinding && wanted.trim() !== "" && <FindResults query={wanted} field={field} onDone={() => setQuery("")} />}
        {/* The sections are hidden and not removed, so that five hundred rows are not rendered again after each search.
         */}
        <div hidden={isFinding}>
          <ChatSections
            currentId={currentId}
            turned={turnedSections}
            unreadOnly={unreadOnly}
            onShowAll={() => setUnreadOnly(false)}
          />
        </div>
      </div>
      <SidebarHost currentId={currentId} />
    </div>
  );
}

function NewButton() {
  return (
    <MenuButton menu={(state) => <NewMenu {...state} />} onNear={NewMenu.preload} tip="New room or chat">
      <Button variant="ghost" size="icon" aria-label="New room or chat" className="text-muted-foreground">
        <SquarePen aria-hidden />
      </Button>
    </MenuButton>
  );
}

const ROWS = "[data-room-link]";

function focusFirst(list: HTMLElement | null): void {
  list?.querySelector<HTMLElement>(ROWS)?.focus();
}

/** ↑ and ↓ move the focus through the rows. */
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
