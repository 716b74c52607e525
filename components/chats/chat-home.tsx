"use client";

import { MessagesSquare } from "lucide-react";
import { useEffect } from "react";
import { navigate } from "@/components/ui/client-navigation";
import { EmptyState } from "@/components/ui/empty-state";
import { ServerLinkButton } from "@/components/ui/server-link-button";
import { useChats } from "./chat-list-provider";
import { DialogButton } from "./dialog-button";

/** From this width on, the chat list and the conversation are side by side. */
const WIDE = "(min-width: 48rem)";

/** The screen without a chosen chat. A wide screen opens the newest chat; a phone shows the chat list. */
export function ChatHome() {
  const chats = useChats().filter((room) => room.archivedAt === null);
  // A newcomer's direct chats are newer than any room, but nobody has written in them yet.
  const newest = (chats.find((room) => room.lastMessage !== null) ?? chats[0])?.id;
  useEffect(() => {
    if (!newest) return;
    const wide = matchMedia(WIDE);
    const go = () => wide.matches && navigate(`/rooms/${newest}`, { replace: true });
    go();
    // A tablet that is turned may become wide.
    wide.addEventListener("change", go);
    return () => wide.removeEventListener("change", go);
  }, [newest]);
  return (
    <div className="grid flex-1 place-items-center">
      <h1 className="sr-only">Chats</h1>
      {newest ? (
        <p className="sr-only">Choose a chat.</p>
      ) : (
        <EmptyState
          className="max-md:hidden"
          icon={<MessagesSquare />}
          title="You are in no room yet"
          description="Join one of the open rooms, create your own, or write to somebody directly."
          action={
            <div className="flex flex-wrap justify-center gap-2">
              <ServerLinkButton href="/browse">Browse rooms</ServerLinkButton>
              <DialogButton dialog="room" variant="outline">
                Create a room
              </DialogButton>
            </div>
          }
        />
      )}
    </div>
  );
}
