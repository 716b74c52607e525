import { useEffect, useRef } from "react";
import { useChatActions } from "@/components/chats/chat-list-provider";
import { useOnReconnect } from "@/components/realtime/use-channel";
import { api } from "@/lib/browser/api";
import { userReplySchema } from "@/lib/users/schema";

/** One outage ends for a thousand browsers at once, so each waits up to this time, at random. */
const SPREAD_MS = 2000;

/** Asks for the viewer after a lost connection: another device may have ended their time without notices meanwhile. */
export function useFreshViewer(): void {
  const { storeViewer } = useChatActions();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useOnReconnect(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      // What fails is asked for after the next reconnect.
      api("/api/chat/me", { schema: userReplySchema }).then(
        ({ user }) => storeViewer(user),
        () => {},
      );
    }, Math.random() * SPREAD_MS);
  });
}
