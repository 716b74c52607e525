import type { Metadata } from "next";
import { FormScreen } from "@/components/room/form-screen";
import { ServerLinkButton } from "@/components/ui/server-link-button";

export const metadata: Metadata = { title: { absolute: "New room or chat – Parley" } };

/** What the menu of the same name offers, for whoever has no JavaScript. */
export default function NewPage() {
  return (
    <FormScreen title="New room or chat">
      <div className="flex flex-wrap gap-2">
        <ServerLinkButton href="/new/room">Create a room</ServerLinkButton>
        <ServerLinkButton href="/new/direct" variant="outline">
          Start a direct chat
        </ServerLinkButton>
        <ServerLinkButton href="/browse" variant="outline">
          Browse rooms
        </ServerLinkButton>
      </div>
    </FormScreen>
  );
}
