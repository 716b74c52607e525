import { Archive, Hash, Lock } from "lucide-react";
import { Avatar, AvatarPicture, AvatarStack } from "@/components/ui/avatar";
import { cn } from "@/lib/cn";
import type { Room } from "@/lib/rooms/schema";
import { counterpartOf } from "./chat-title";

type Props = {
  room: Pick<Room, "kind" | "people" | "archivedAt" | "pictureId">;
  viewerId: string;
  online: ReadonlySet<string>;
  size?: 20 | 32 | 40 | 64;
};

const BOX = {
  20: "size-5 [&_svg]:size-4",
  32: "size-8 [&_svg]:size-4",
  40: "size-10 [&_svg]:size-5",
  64: "size-16 [&_svg]:size-6",
} as const;

/** The picture of a chat in lists: a room's own picture, # or a lock; for direct chats the people's avatars. */
export function RoomIcon({ room, viewerId, online, size = 32 }: Props) {
  if (room.kind === "DIRECT") {
    const other = counterpartOf(room, viewerId);
    if (other) return <Avatar user={other} size={size} presence={online.has(other.id) ? "online" : undefined} />;
    return <AvatarStack users={room.people} size={size} />;
  }
  const Icon = room.archivedAt ? Archive : room.kind === "PRIVATE" ? Lock : Hash;
  return (
    <span
      aria-hidden
      className={cn(
        "relative grid shrink-0 place-items-center overflow-hidden rounded-control text-muted-foreground",
        size !== 20 && "bg-accent",
        BOX[size],
      )}
    >
      <Icon />
      {room.pictureId && <AvatarPicture id={room.pictureId} />}
    </span>
  );
}

/** The kind of a chat in words, for people who do not see the icon. */
export function kindLabel(room: Pick<Room, "kind" | "archivedAt">): string {
  const kind = room.kind === "OPEN" ? "room" : room.kind === "PRIVATE" ? "private room" : "direct chat";
  return room.archivedAt ? `archived ${kind}` : kind;
}
