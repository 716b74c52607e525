"use client";

import { SearchX } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PlaceButton } from "@/components/ui/place-button";

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
            <PlaceButton href="/">Back to chats</PlaceButton>
            <ButtonLink variant="outline" href="/browse">
              Browse rooms
            </ButtonLink>
          </div>
        }
      />
    </div>
  );
}
