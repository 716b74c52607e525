"use client";

import { useViewer } from "@/components/chats/chat-list-provider";
import { DIRECT_PEOPLE_MAX, TOO_MANY_DIRECT_PEOPLE } from "@/lib/rooms/schema";
import type { User } from "@/lib/users/schema";
import { PeopleDialog } from "./people-dialog";
import { useOpenDirect } from "./use-open-direct";

/** The dialog that opens a direct chat with one person, several people, or oneself. */
export function DirectDialog({ onClose }: { onClose: () => void }) {
  const viewer = useViewer();
  const openDirect = useOpenDirect();

  async function open(people: User[]) {
    const others = people.filter((person) => person.id !== viewer.id);
    if (people.length === 0) throw new Error("Choose at least one person, or yourself for notes.");
    if (others.length >= DIRECT_PEOPLE_MAX) throw new Error(TOO_MANY_DIRECT_PEOPLE);
    await openDirect(people.map((person) => person.id));
  }

  return (
    <PeopleDialog
      title="New direct chat"
      description="With one person, several, or yourself for notes."
      action={() => "Open chat"}
      onChosen={open}
      onClose={onClose}
    />
  );
}
