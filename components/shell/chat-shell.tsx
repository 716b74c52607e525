"use client";

import { PanelLeftOpen } from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useChats } from "@/components/chats/chat-list-provider";
import { ClientRoomPage } from "@/components/room/client-room-page";
import { DetailsContainer } from "@/components/room/details-container";
import { Sidebar } from "@/components/sidebar/sidebar";
import { CountBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useClientRoute, useFollowRouter } from "@/components/ui/client-navigation";
import { onDemand } from "@/components/ui/on-demand";
import { savePreference } from "@/components/ui/preference-cookie";
import { Tooltip } from "@/components/ui/tooltip";
import type { ActivityCounts } from "@/lib/activity/schema";
import { cn } from "@/lib/cn";
import { unreadTotal } from "@/lib/rooms/attention";
import { SIDEBAR_COOKIE } from "./sidebar-cookie";
import { useEdgeSwipe } from "./use-edge-swipe";
import { useRoomFocus } from "./use-room-focus";

const load = () => import("./shell-parts");
const WHEN_IDLE = { waitsForIdle: true, fallback: null };
const ConnectionBanner = onDemand(() => load().then((module) => module.ConnectionBanner), WHEN_IDLE);
const ShellHost = onDemand(() => load().then((module) => module.ShellHost), WHEN_IDLE);

type Props = {
  /** Whether the chat list was hidden when the page was last left. */
  startsCollapsed: boolean;
  /** What a cookie remembers of the sections of the chat list. */
  turnedSections: string | undefined;
  /** What is unread of the viewer's activity. */
  activity: ActivityCounts;
  logOut: () => Promise<void>;
  children: ReactNode;
};

/**
 * The frame of all chat pages: the chat list beside the conversation. On a phone "/" shows the list, and every other
 * address shows the other part.
 */
export function ChatShell({ startsCollapsed, turnedSections, activity, logOut, children }: Props) {
  const routerPath = usePathname();
  useFollowRouter(routerPath);
  const clientRoute = useClientRoute();
  const path = clientRoute ?? routerPath;
  const currentId = /^\/rooms\/([a-z0-9]+)/.exec(path)?.[1] ?? null;
  const [isCollapsed, setCollapsed] = useState(startsCollapsed);
  const isListScreen = path === "/";
  useRoomFocus(currentId);
  const swipe = useEdgeSwipe();
  const [detailsContainer, setDetailsContainer] = useState<HTMLElement | null>(null);

  function collapse(next: boolean) {
    setCollapsed(next);
    savePreference(SIDEBAR_COOKIE, next ? "hidden" : "shown");
  }

  return (
    <div className="flex h-dvh overflow-hidden bg-background">
      <a
        href="#main"
        className="sr-only z-50 rounded-control bg-primary px-3 py-2 text-sm font-medium text-primary-foreground focus:not-sr-only focus:absolute focus:start-2 focus:top-2"
      >
        Skip to the conversation
      </a>
      <nav
        aria-label="Chats"
        className={cn(
          "w-(--sidebar-width) shrink-0 border-e bg-sidebar text-sidebar-foreground max-md:w-full max-md:border-e-0",
          !isListScreen && "max-md:hidden",
          isCollapsed && "md:hidden",
        )}
      >
        <Sidebar
          currentId={currentId}
          turnedSections={turnedSections}
          activity={activity}
          logOut={logOut}
          onCollapse={() => collapse(true)}
        />
      </nav>
      {isCollapsed && <CollapsedSidebar onOpen={() => collapse(false)} />}
      <main
        id="main"
        tabIndex={-1}
        // On a phone's list screen the main part is only hidden from the eye, because screen readers look for it and
        // its heading on every page.
        className={cn("relative flex min-w-0 flex-1 outline-none", isListScreen && "max-md:sr-only")}
        {...swipe}
      >
        <ConnectionBanner />
        <DetailsContainer value={detailsContainer}>
          {clientRoute === null ? children : <ClientRoomPage route={clientRoute} />}
        </DetailsContainer>
      </main>
      <ShellHost currentId={currentId} route={isListScreen ? "/" : clientRoute} />
      <div ref={setDetailsContainer} className={cn("contents", isListScreen && "max-md:hidden")} />
    </div>
  );
}

/**
 * A narrow bar in the place of the hidden chat list: a button that shows the list, and the number of unread messages.
 */
function CollapsedSidebar({ onOpen }: { onOpen: () => void }) {
  const unread = useChats().reduce((sum, room) => sum + unreadTotal(room), 0);
  return (
    <section
      aria-label="Chat list, hidden"
      className="flex w-12 shrink-0 flex-col items-center gap-2 border-e bg-sidebar pt-3 max-md:hidden"
    >
      <Tooltip content="Show the chat list" side="right">
        <Button variant="ghost" size="icon" aria-label="Show the chat list" onClick={onOpen}>
          <PanelLeftOpen aria-hidden className="text-muted-foreground rtl:-scale-x-100" />
        </Button>
      </Tooltip>
      <CountBadge count={unread} label="unread messages" />
    </section>
  );
}
