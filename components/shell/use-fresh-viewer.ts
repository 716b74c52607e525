import { useEffect, useRef } from "react";
import { useChatActions } from "@/components/chats/chat-list-provider";
import { useOnReconnect, useUserEvents } from "@/components/realtime/use-channel";
import { api } from "@/lib/browser/api";
import { meReplySchema } from "@/lib/users/schema";

/** One outage ends for a thousand browsers at once, so each waits up to this time, at random. */
const SPREAD_MS = 2000;

/**
 * Asks for the viewer, and what calls them, when that has changed and after a lost connection: another device may have ended their
 * time without notices meanwhile.
 */
export function useFreshViewer(): void {
  const { storeViewer, storeOwnNames } = useChatActions();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const ask = (withinMs: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      // What fails is asked for after the next reconnect.
      api("/api/chat/me", { schema: meReplySchema }).then(
        ({ user, calls }) => {
          storeViewer(user);
          storeOwnNames(calls.names);
        },
        () => {},
      );
    }, Math.random() * withinMs);
  };
  useUserEvents((event) => event.name === "calls.changed" && ask(event.payload.withinMs));
  useOnReconnect(() => ask(SPREAD_MS));
}
