import { SearchX } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function RoomNotFound() {
  return (
    <div className="grid flex-1 place-items-center">
      <EmptyState
        icon={<SearchX />}
        title={<h1>This room is not here</h1>}
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
