"use client";

import { useViewer } from "@/components/chats/chat-list-provider";
import { FavouriteMoves } from "./favourite-moves";
import { useDraftMarks } from "./use-draft-marks";
import { useSettingsQueue } from "./use-settings-queue";

/** What the chat list does beside showing chats. It draws nothing. */
export function SidebarHost({ currentId }: { currentId: string | null }) {
  const viewer = useViewer();
  useSettingsQueue(viewer.id);
  useDraftMarks(viewer.id, currentId);
  return <FavouriteMoves />;
}
