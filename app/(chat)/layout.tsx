import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { logOutAction } from "@/app/(auth)/actions";
import { ChatDialogs } from "@/components/chats/chat-dialogs";
import { ChatListProvider } from "@/components/chats/chat-list-provider";
import { OutboxHost } from "@/components/messages/outbox-host";
import { TimelineCacheHost } from "@/components/messages/timeline-cache-host";
import { RealtimeProvider } from "@/components/realtime/realtime-provider";
import { ChatShell } from "@/components/shell/chat-shell";
import { DialogsHost } from "@/components/shell/dialogs-host";
import { SIDEBAR_COOKIE } from "@/components/shell/sidebar-cookie";
import { SECTIONS_COOKIE } from "@/components/sidebar/sections-cookie";
import { LoadWhenIdle } from "@/components/ui/on-demand";
import { readPreference } from "@/components/ui/preference-cookie";
import { Toaster } from "@/components/ui/toaster";
import { countActivity } from "@/lib/activity/queries";
import { requireViewer } from "@/lib/auth/viewer";
import { getRealtimeInfo } from "@/lib/realtime/connection-info";
import { knownOnline } from "@/lib/realtime/presence";
import { roomsQuerySchema } from "@/lib/rooms/input-schema";
import { listRooms } from "@/lib/rooms/queries";
import { loadOwnNames } from "@/lib/user-groups/own-names";

const FIRST_PAGE = roomsQuerySchema.parse({});

export default async function ChatLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  const [page, activity, ownNames, head, jar] = await Promise.all([
    listRooms(viewer, FIRST_PAGE),
    countActivity(viewer),
    loadOwnNames(viewer),
    headers(),
    cookies(),
  ]);
  const { sessionId: _, ...person } = viewer;
  return (
    <RealtimeProvider viewerId={viewer.id} info={getRealtimeInfo(viewer, head)}>
      <OutboxHost viewerId={viewer.id} />
      <TimelineCacheHost />
      <ChatListProvider viewer={person} ownNames={ownNames} initial={page} initialOnline={knownOnline()}>
        <WithoutJavaScript />
        <ChatDialogs>
          <ChatShell
            startsCollapsed={readPreference(jar, SIDEBAR_COOKIE) === "hidden"}
            turnedSections={readPreference(jar, SECTIONS_COOKIE)}
            activity={activity}
            logOut={logOutAction}
          >
            {children}
          </ChatShell>
          <DialogsHost />
        </ChatDialogs>
        <Toaster />
        <LoadWhenIdle />
      </ChatListProvider>
    </RealtimeProvider>
  );
}

/** The way to the pages with forms: the sidebar's buttons need JavaScript. Drawn by the server only, it costs a page no script. */
function WithoutJavaScript() {
  return (
    <noscript>
      <nav aria-label="Begin" className="flex flex-wrap gap-x-5 gap-y-1 border-b bg-sidebar px-4 py-2 text-sm">
        {BEGINNINGS.map(({ href, label }) => (
          <a key={href} href={href} className="py-1 text-primary underline underline-offset-4 touch-reach">
            {label}
          </a>
        ))}
      </nav>
    </noscript>
  );
}

const BEGINNINGS = [
  { href: "/search", label: "Search messages" },
  { href: "/browse", label: "Browse rooms" },
  { href: "/new/room", label: "Create a room" },
  { href: "/new/direct", label: "Start a direct chat" },
];
