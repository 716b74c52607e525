import { SearchX } from "lucide-react";
import { RefreshWhenAdded } from "@/components/room/refresh-when-added";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";

export default function RoomNotFound() {
  return (
    <div className="grid flex-1 place-items-center">
      <RefreshWhenAdded />
      <h1 className="sr-only">Room not found</h1>
      <EmptyState
        icon={<SearchX />}
        title="This room is not here"
        description="It was deleted, or you are not in it. Somebody who is can add you."
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <ButtonLink href="/">Back to chats</ButtonLink>
            <ButtonLink variant="outline" href="/browse">
              Browse rooms
            </ButtonLink>
          </div>
        }
      />
    </div>
  );
}
