import { SearchX } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function RoomNotFound() {
  return (
    <div className="grid flex-1 place-items-center">
      <h1 className="sr-only">Room not found</h1>
      <EmptyState
        icon={<SearchX />}
        title="This room is not here"
        description="It was deleted, or you are not in it. Somebody who is can add you."
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <Button asChild>
              <Link href="/">Back to chats</Link>
            </Button>
            <Button asChild variant="outline">
              <Link href="/browse">Browse rooms</Link>
            </Button>
          </div>
        }
      />
    </div>
  );
}
