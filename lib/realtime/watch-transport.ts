import "server-only";
import { again } from "../later.ts";
import { log } from "../log.ts";
import { singleton } from "../singleton.ts";
import { within } from "../within.ts";
import { EVERYONE_CHANNEL } from "./channels.ts";
import { checkTransport } from "./check-transport.ts";
import { noteLostEvents, takeLostEvents } from "./lost-events.ts";
import { publish } from "./publish.ts";

const FAILURE = "The live server could not be watched.";
const LOOK_MS = 1_000;
/** An answer that takes longer was held up by something that is away, such as the Redis of several Soketi. */
const SLOW_MS = 2_000;
/**
 * So many looks in a row must find it well. The first may come while a part of it is still away: of several Soketi that
 * wait for their Redis, one is back before the other.
 */
const WELL_LOOKS = 5;
/** The shortest time between two `events.missed`, so that a live server that is only overloaded is not overloaded more. */
const REST_MS = 60_000;

/**
 * Watches an external live server, and publishes `events.missed` when it is well again after it was not. A client whose
 * connection stayed open would otherwise notice a lost event only by the next one of the same room. Each process of
 * several watches for itself, because it may have lost what the others could publish.
 */
export function watchTransport(): void {
  singleton("realtime.watch", () => {
    const look = transportLook(
      () => within(SLOW_MS, checkTransport()),
      () => publish(EVERYONE_CHANNEL, "events.missed", {}),
    );
    again(look, LOOK_MS, FAILURE);
    return look;
  });
}

/**
 * Returns a function that looks once, and calls `tell` when events were lost and the transport is well again. `now` is a
 * clock in ms.
 */
export function transportLook(
  check: () => Promise<void>,
  tell: () => void,
  now: () => number = Date.now,
): () => Promise<void> {
  let restsUntil = 0;
  let isAway = false;
  let hasLost = false;
  let well = 0;
  return async () => {
    try {
      await check();
      isAway = false;
      if (takeLostEvents()) [hasLost, well] = [true, 0];
      well += 1;
    } catch (error) {
      if (!isAway) log.warn("The live server is not well.", { error: String(error) });
      isAway = true;
      noteLostEvents();
      return;
    }
    if (!hasLost || well < WELL_LOOKS || now() < restsUntil) return;
    hasLost = false;
    restsUntil = now() + REST_MS;
    tell();
  };
}
