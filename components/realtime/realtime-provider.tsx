"use client";

import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useRef } from "react";
import { whenIdle } from "@/components/ui/on-demand";
import { goToLogin } from "@/lib/auth/browser/log-out";
import { onSignedOut, speakAs } from "@/lib/browser/api";
import { realtime } from "@/lib/realtime/browser/client";
import type { RealtimeInfo } from "@/lib/realtime/events";

const ViewerId = createContext<string | null>(null);

/** Keeps the live connection open while the chat is on screen; goes to the log-in when the session has ended. */
export function RealtimeProvider({
  viewerId,
  info,
  children,
}: {
  viewerId: string;
  /** What `GET /api/realtime` answers, when the page was rendered with it. */
  info?: RealtimeInfo;
  children: ReactNode;
}) {
  const first = useRef(info);
  // Before the first requests, which are made in effects.
  useLayoutEffect(() => speakAs(viewerId), [viewerId]);
  // The page first: what is there can be read, and is sent by requests. Whoever subscribes, subscribes before it fetches.
  useEffect(() => {
    let stop = () => {};
    const cancel = whenIdle(() => {
      stop = realtime.start(first.current);
    });
    return () => {
      cancel();
      stop();
    };
  }, []);
  useEffect(() => onSignedOut(() => goToLogin(viewerId)), [viewerId]);
  return <ViewerId value={viewerId}>{children}</ViewerId>;
}

/** The id of whoever is signed in, for their own channel. */
export function useRealtimeViewerId(): string | null {
  return useContext(ViewerId);
}
