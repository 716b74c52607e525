"use client";

import { useEffect, useEffectEvent, useMemo } from "react";
import type { ChannelListener } from "@/lib/realtime/browser/channel-registry";
import { realtime } from "@/lib/realtime/browser/client";
import { EVERYONE_CHANNEL, parseChannel, roomChannel, userChannel } from "@/lib/realtime/channels";
import { type EventName, type EventPayload, eventSchemas } from "@/lib/realtime/events";
import { useRealtimeViewerId } from "./realtime-provider";

/** A live event whose payload matched its schema; `event.name` tells which payload it has. */
export type LiveEvent = { [N in EventName]: { name: N; payload: EventPayload<N> } }[EventName];
export type LiveHandler = (event: LiveEvent) => void;
type Options = {
  /**
   * Called after every subscription to one of the channels, renewed ones included, so that the caller fetches what it
   * may have missed.
   */
  onSubscribed?: (channel: string) => void;
  /** Called when the server refuses the channel, because the viewer is not, or no longer, allowed on it. */
  onRefused?: (channel: string) => void;
};

/**
 * Calls `handler` with every change of these rooms. Several components may listen to the same room; they share one
 * subscription.
 */
export function useRoomEvents(roomIds: readonly string[], handler: LiveHandler, options: Options = {}): void {
  useChannels(
    useMemo(() => roomIds.map(roomChannel), [roomIds]),
    handler,
    options,
  );
}

/** Calls `handler` with the events that concern the viewer alone: read state and memberships. */
export function useUserEvents(handler: LiveHandler, options: Options = {}): void {
  const viewerId = useRealtimeViewerId();
  useChannels(
    useMemo(() => (viewerId ? [userChannel(viewerId)] : []), [viewerId]),
    handler,
    options,
  );
}

/** Calls `handler` with the events that everybody who is signed in may hear: changed profiles, and who is online. */
export function useEveryoneEvents(handler: LiveHandler, options: Options = {}): void {
  useChannels(EVERYONE, handler, options);
}

const EVERYONE = [EVERYONE_CHANNEL];

function useChannels(channels: readonly string[], handler: LiveHandler, options: Options): void {
  const onEvent = useEffectEvent((channel: string, name: string, data: unknown) => {
    const event = parseLiveEvent(channel, name, data);
    if (event) handler(event);
  });
  const onSubscribed = useEffectEvent((channel: string) => options.onSubscribed?.(channel));
  const onRefused = useEffectEvent((channel: string) => options.onRefused?.(channel));
  // The effect depends on the names themselves, so that a caller may build a new list on each render.
  const key = channels.join(" ");
  useEffect(() => {
    const stops = (key === "" ? [] : key.split(" ")).map((channel) => {
      const listener: ChannelListener = {
        onEvent: (name, data) => onEvent(channel, name, data),
        onSubscribed: () => onSubscribed(channel),
        onRefused: () => onRefused(channel),
      };
      return realtime.channels.listen(channel, listener);
    });
    return () => {
      for (const stop of stops) stop();
    };
  }, [key]);
}

const parsed = new WeakMap<object, LiveEvent | null>();

/**
 * The parsed event. An event that is unknown, malformed or about another room than its channel's is logged, and null is
 * returned.
 */
function parseLiveEvent(channel: string, name: string, data: unknown): LiveEvent | null {
  const key = typeof data === "object" && data !== null ? data : null;
  if (key && parsed.has(key)) return parsed.get(key) ?? null;
  const event = parseOnce(channel, name, data);
  if (event === null) console.warn(`Dropped a live event that does not parse: ${name} on ${channel}.`);
  if (key) parsed.set(key, event);
  return event;
}

function parseOnce(channel: string, name: string, data: unknown): LiveEvent | null {
  if (!Object.hasOwn(eventSchemas, name)) return null;
  const result = eventSchemas[name as EventName].safeParse(data);
  if (!result.success) return null;
  const from = parseChannel(channel);
  const isOfRoom = from?.type === "room" && "roomId" in result.data;
  if (isOfRoom && (result.data as { roomId: string }).roomId !== from.roomId) return null;
  return { name, payload: result.data } as LiveEvent;
}

export { useOnReconnect } from "./use-connection";
