"use client";

import { useViewer } from "@/components/chats/chat-list-provider";
import { useTitleBadge } from "@/components/chats/use-title-badge";
import { IdleHosts } from "./idle-hosts";
import { useFreshViewer } from "./use-fresh-viewer";
import { useNotifications } from "./use-notifications";
import { useOfflineLinks } from "./use-offline-links";

type Props = { currentId: string | null; route: string | null };

/** What the frame of the chat pages does once they are usable. It draws what is called for over every page. */
export function ShellHost({ currentId, route }: Props) {
  useTitleBadge(currentId, route);
  useOfflineLinks();
  useFreshViewer();
  useNotifications(useViewer().id);
  return <IdleHosts />;
}
