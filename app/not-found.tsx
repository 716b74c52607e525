import { Compass } from "lucide-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { ServerLinkButton } from "@/components/ui/server-link-button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="grid min-h-dvh flex-1 place-items-center">
      <EmptyState
        icon={<Compass />}
        title={<h1>There is nothing at this address</h1>}
        description="The link may be old, or it leads to a room that you are not in."
        action={<ServerLinkButton href="/">Go to your chats</ServerLinkButton>}
      />
    </main>
  );
}
