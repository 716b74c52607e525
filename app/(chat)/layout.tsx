import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { logOutAction } from "@/app/(auth)/actions";
import { HeldHost } from "@/components/messages/held-host";
import { OutboxHost } from "@/components/messages/outbox-host";
import { RealtimeProvider } from "@/components/realtime/realtime-provider";
import { ChatDialogs } from "@/components/sidebar/chat-dialogs";
import { ChatListProvider } from "@/components/sidebar/chat-list-provider";
import { ChatShell } from "@/components/sidebar/chat-shell";
import { SIDEBAR_COOKIE } from "@/components/sidebar/sidebar-cookie";
import { SwitcherHost } from "@/components/switcher/switcher-host";
import { LoadWhenIdle } from "@/components/ui/on-demand";
import { readPreference } from "@/components/ui/preference";
import { Toaster } from "@/components/ui/toaster";
import { requireViewer } from "@/lib/auth/viewer";
import { getRealtimeInfo } from "@/lib/realtime/info";
import { knownOnline } from "@/lib/realtime/presence";
import { listRooms } from "@/lib/rooms/queries";
import { roomsQuerySchema } from "@/lib/rooms/schema";

const FIRST_PAGE = roomsQuerySchema.parse({});

export default async function ChatLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  const [page, head, jar] = await Promise.all([listRooms(viewer, FIRST_PAGE), headers(), cookies()]);
  const { sessionId: _, ...person } = viewer;
  return (
    <RealtimeProvider viewerId={viewer.id} info={getRealtimeInfo(viewer, head)}>
      <OutboxHost viewerId={viewer.id} />
      <HeldHost />
      <ChatListProvider viewer={person} initial={page} initialOnline={knownOnline()}>
        <ChatDialogs>
          <ChatShell startsCollapsed={readPreference(jar, SIDEBAR_COOKIE) === "hidden"} logOut={logOutAction}>
            {children}
          </ChatShell>
          <SwitcherHost />
        </ChatDialogs>
        <Toaster />
        <LoadWhenIdle />
      </ChatListProvider>
    </RealtimeProvider>
  );
}
