"use client";

import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useRef } from "react";
import { codeOnDemand, whenIdle } from "@/components/ui/on-demand";
import { onSignedOut, setRequestViewer } from "@/lib/browser/api";
import { realtime } from "@/lib/realtime/browser/client";
import type { RealtimeInfo } from "@/lib/realtime/events";

const loadLogOut = codeOnDemand(() => import("@/lib/auth/browser/log-out"));
const ViewerId = createContext<string | null>(null);

/** Keeps the live connection open while the chat is on screen; goes to the log-in when the session has ended. */
export function RealtimeProvider({
  viewerId,
  info,
  children,
}: {
  viewerId: string;
  /** The reply of `GET /api/realtime`, when the page was rendered with it. */
  info?: RealtimeInfo;
  children: ReactNode;
}) {
  const first = useRef(info);
  // A layout effect, because the first requests are made in effects and must already carry the viewer's id.
  useLayoutEffect(() => setRequestViewer(viewerId), [viewerId]);
  // The connection is opened after the page has drawn, because messages can be read and sent without it. A component
  // that needs live events subscribes before it fetches.
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
  useEffect(
    () =>
      onSignedOut(
        () =>
          void loadLogOut().then(
            ({ goToLogin }) => goToLogin(viewerId),
            () => location.reload(),
          ),
      ),
    [viewerId],
  );
  return <ViewerId value={viewerId}>{children}</ViewerId>;
}

/** The id of the person who is signed in, from which the name of their own channel is built. */
export function useRealtimeViewerId(): string | null {
  return useContext(ViewerId);
}
