import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { later } from "../later.ts";
import { singleton } from "../singleton.ts";

/** For so long, in milliseconds, further events of a channel are held back, each key's as one. */
const HELD_MS = 250;

type Window = Map<string, { value: unknown; publish: () => void }>;
const windows = () => singleton("realtime.held", () => new Map<string, Window>());

/** How the events of one key become one. */
export type Merging<T> = {
  merge(earlier: T, next: T): T;
  /** Whether the event is large enough to leave at once. */
  isFull(value: T): boolean;
  publish(value: T): void;
};

/**
 * Publishes an event at once when the channel has been quiet, and else merged with the others of its key, HELD_MS later at
 * most. Everything else that is published on the channel takes the held events along, so that their order stays.
 */
export function publishMerged<T>(channel: string, key: string, value: T, merging: Merging<T>): void {
  const window = windows().get(channel);
  if (!window) {
    merging.publish(value);
    windows().set(channel, new Map());
    later(closeWindow(channel), "held events were not published", { channel });
    return;
  }
  const held = window.get(key);
  const merged = held ? merging.merge(held.value as T, value) : value;
  window.set(key, { value: merged, publish: () => merging.publish(merged) });
  if (merging.isFull(merged)) releaseHeld(channel);
}

/** Publishes what is held back on a channel. */
export function releaseHeld(channel: string): void {
  const window = windows().get(channel);
  if (!window || window.size === 0) return;
  const held = [...window.values()];
  window.clear();
  for (const { publish } of held) publish();
}

/** Publishes what is held back on all channels. */
export function releaseAllHeld(): void {
  for (const channel of windows().keys()) releaseHeld(channel);
}

async function closeWindow(channel: string): Promise<void> {
  do {
    releaseHeld(channel);
    await sleep(HELD_MS);
  } while (windows().get(channel)?.size);
  windows().delete(channel);
}
