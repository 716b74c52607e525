"use client";

import { useChatActions, useOnline, useViewer } from "@/components/chats/chat-list-provider";
import { RoomIcon } from "@/components/chats/room-icon";
import { PictureField } from "@/components/ui/picture-field";
import { api } from "@/lib/browser/api";
import { canRename } from "@/lib/rooms/policy";
import { type Room, roomReplySchema } from "@/lib/rooms/schema";
import { uploadPicture } from "@/lib/uploads/browser/upload-picture";

/** The room's picture. People who may rename the room can change it. */
export function RoomPicture({ room }: { room: Room }) {
  const viewer = useViewer();
  const online = useOnline();
  const { storeRoom } = useChatActions();
  const icon = <RoomIcon room={room} viewerId={viewer.id} online={online} size={64} />;
  if (!canRename(viewer, room)) return room.pictureId && icon;
  async function save(pictureId: string | null) {
    const path = `/api/chat/rooms/${room.id}`;
    storeRoom((await api(path, { method: "PATCH", body: { pictureId }, schema: roomReplySchema })).room);
  }
  return (
    <PictureField
      what="picture"
      hasPicture={room.pictureId !== null}
      onSave={async (file) => save(await uploadPicture(file))}
      onRemove={() => save(null)}
    >
      {icon}
    </PictureField>
  );
}
