"use client";

import { SearchX } from "lucide-react";
import { ClientLinkButton } from "@/components/ui/client-link-button";
import { EmptyState } from "@/components/ui/empty-state";
import { ServerLinkButton } from "@/components/ui/server-link-button";

/** The screen of a room that does not exist or is hidden from the viewer, which look the same. */
export function RoomNotFound() {
  return (
    <div className="grid flex-1 place-items-center">
      <h1 className="sr-only">Room not found</h1>
      <EmptyState
        icon={<SearchX />}
        title="This room is not here"
        description="It was deleted, or you are not in it. Somebody who is can add you."
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <ClientLinkButton href="/">Back to chats</ClientLinkButton>
            <ServerLinkButton variant="outline" href="/browse">
              Browse rooms
            </ServerLinkButton>
          </div>
        }
      />
    </div>
  );
}
