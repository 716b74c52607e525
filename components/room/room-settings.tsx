"use client";

import { useViewer } from "@/components/chats/chat-list-provider";
import { canSetMentionAll } from "@/lib/rooms/mention-policy";
import { canSetThreads } from "@/lib/rooms/policy";
import type { Room } from "@/lib/rooms/schema";
import { RoomChoice } from "./room-choice";

const THREADS = [
  { value: "ON", label: "On", hint: "A message can be answered in the room or in its thread." },
  { value: "REQUIRED", label: "Required", hint: "Messages are answered in their threads only." },
  { value: "OFF", label: "Off", hint: "No new replies in threads. What was written stays readable." },
] as const;
const MENTION_ALL = [
  { value: "MEMBERS", label: "All members", hint: "Everyone can write @all and @here." },
  { value: "MODERATORS", label: "Owners and moderators", hint: "A message of others with @all or @here is not sent." },
] as const;

/** What holds for everybody in a room, for those who may say so. */
export function RoomSettings({ room }: { room: Room }) {
  const viewer = useViewer();
  return (
    <>
      {canSetThreads(viewer, room) && (
        <RoomChoice
          roomId={room.id}
          title="Threads"
          value={room.threads}
          choices={THREADS}
          toInput={(threads) => ({ threads })}
        />
      )}
      {canSetMentionAll(viewer, room) && (
        <RoomChoice
          roomId={room.id}
          title="Who may mention everyone"
          value={room.mentionAll}
          choices={MENTION_ALL}
          toInput={(mentionAll) => ({ mentionAll })}
        />
      )}
    </>
  );
}
