import { useEffect, useEffectEvent, useRef } from "react";
import { type LiveEvent, useOnReconnect, useUserEvents } from "@/components/realtime/use-channel";

/** The least time between two questions, so that a hundred hints are a few. */
const BETWEEN_MS = 1000;

const READING = ["read.changed", "thread.changed", "membership.changed"];

type Options = {
  ask: () => Promise<unknown>;
  /** Returns whether an event is dealt with, and nothing need be asked. */
  onEvent?: (event: LiveEvent) => boolean;
};

/** Calls `ask` once for many hints that what is unread of one's activity has changed, and when they may have been missed. */
export function useActivityEvents({ ask, onEvent }: Options): void {
  const state = useRef({ timer: undefined as ReturnType<typeof setTimeout> | undefined, last: 0 });
  const onAsk = useEffectEvent(ask);
  const hint = (withinMs = 0) => {
    const { current } = state;
    const wait = Math.max(100, current.last + BETWEEN_MS - Date.now(), withinMs * Math.random());
    current.timer ??= setTimeout(() => {
      current.timer = undefined;
      current.last = Date.now();
      // What fails now, as without a network, is asked again after the connection is back.
      onAsk().catch(() => {});
    }, wait);
  };
  const handle = (event: LiveEvent) => {
    if (onEvent?.(event)) return;
    if (event.name === "activity.changed") hint(event.payload.withinMs);
    else if (READING.includes(event.name)) hint();
  };
  useUserEvents(handle, { onSubscribed: () => hint() });
  useOnReconnect(() => hint());
  useEffect(() => {
    const { current } = state;
    return () => {
      clearTimeout(current.timer);
      current.timer = undefined;
    };
  }, []);
}
