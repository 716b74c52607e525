"use client";

import { useChatActions } from "@/components/chats/chat-list-provider";
import { PeopleDialog } from "@/components/people/people-dialog";
import { api } from "@/lib/browser/api";
import { type Room, roomReplySchema } from "@/lib/rooms/schema";
import type { User } from "@/lib/users/schema";

type Props = {
  room: Room;
  /** The ids of the room's members, who are not offered. */
  memberIds: ReadonlySet<string>;
  onClose: () => void;
  onAdded?: () => void;
};

/** A dialog that adds people to a room. */
export function AddPeopleDialog({ room, memberIds, onClose, onAdded }: Props) {
  const { storeRoom } = useChatActions();

  async function add(people: User[]) {
    if (people.length === 0) throw new Error("Choose at least one person.");
    const path = `/api/chat/rooms/${room.id}/members`;
    const body = { userIds: people.map((person) => person.id) };
    const reply = await api(path, { method: "POST", body, schema: roomReplySchema });
    storeRoom(reply.room);
    onAdded?.();
  }

  return (
    <PeopleDialog
      title={`Add people to ${room.name}`}
      action={(people) => (people.length > 1 ? `Add ${people.length} people` : "Add")}
      excludedIds={memberIds}
      onChosen={add}
      onClose={onClose}
    />
  );
}
