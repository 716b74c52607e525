import { useEffect, useRef } from "react";
import { useChatActions, useViewer } from "@/components/chats/chat-list-provider";
import { useUserEvents } from "@/components/realtime/use-channel";
import { api } from "@/lib/browser/api";
import { meReplySchema } from "@/lib/users/schema";

/** An outage ends for a thousand browsers at once, so each waits up to this time, at random. */
const SPREAD_MS = 2000;

/**
 * Asks for the viewer, and what calls them, when that has changed, and whenever the page begins to hear of changes: since it was drawn,
 * or while the connection was away, somebody may have put them into a group, and another device ended their time without notices.
 */
export function useFreshViewer(): void {
  const { storeViewer, storeOwnNames, refetch } = useChatActions();
  const { ownNames } = useViewer();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const ask = (withinMs: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      // What fails is asked for when the page hears of changes again.
      api("/api/chat/me", { schema: meReplySchema }).then(
        ({ user, calls }) => {
          storeViewer(user);
          if (calls.names.join() === ownNames.join()) return;
          storeOwnNames(calls.names);
          // What came meanwhile was marked by the names from before.
          refetch("all");
        },
        () => {},
      );
    }, Math.random() * withinMs);
  };
  useUserEvents((event) => event.name === "calls.changed" && ask(event.payload.withinMs), {
    onSubscribed: () => ask(SPREAD_MS),
  });
}
