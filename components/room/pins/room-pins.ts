import QuickLRU from "quick-lru";
import { api } from "@/lib/browser/api";
import { apiRetryDelay } from "@/lib/browser/api-retry";
import { InterruptibleSleep } from "@/lib/browser/sleep";
import type { Message } from "@/lib/messages/schema";
import { type Pin, pinsReplySchema } from "@/lib/pins/schema";

/** Between an answer that an event has overtaken and the next request. */
const SETTLE_MS = 300;

/** The pins of one room, for all that shows them. One request for the list is under way at a time. */
class RoomPins {
  list: readonly Pin[] = [];
  #roomId: string;
  #listeners = new Set<() => void>();
  #isWanted = false;
  #isRunning = false;
  /** The newest rev of the room that an event told. */
  #newestRev = 0;
  #pause = new InterruptibleSleep();

  constructor(roomId: string) {
    this.#roomId = roomId;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Fetches the list, again after a failure, and once more where a change came while the answer was on its way. */
  follow = (): void => {
    this.#isWanted = true;
    this.#pause.end();
    void this.#run();
  };

  /** Takes what an event tells of a message; where it is too large to come with it, the message is missing. */
  hear({ rev, message }: { rev: number; message?: Message }): void {
    this.#newestRev = Math.max(this.#newestRev, rev);
    const others = this.list.filter((pin) => pin.message.id !== message?.id);
    const isListed = others.length < this.list.length;
    // What was unpinned or deleted is not shown until the server has answered.
    if (isListed && !message?.pinned) this.#put(others);
    if (!message || message.pinned || isListed) this.follow();
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (let failures = 0; this.#isWanted && this.#listeners.size > 0; ) {
      this.#isWanted = false;
      const wait = await this.#fetch().then(
        () => {
          failures = 0;
          return SETTLE_MS;
        },
        (error) => apiRetryDelay(error, failures++),
      );
      if (wait === null) break;
      this.#isWanted ||= failures > 0;
      if (this.#isWanted) await this.#pause.take(wait);
    }
    this.#isRunning = false;
  }

  async #fetch(): Promise<void> {
    const { pins, rev } = await api(`/api/chat/rooms/${this.#roomId}/pins`, { schema: pinsReplySchema });
    this.#put(pins);
    this.#isWanted ||= rev < this.#newestRev;
  }

  #put(list: readonly Pin[]): void {
    this.list = list;
    for (const listener of this.#listeners) listener();
  }
}

/** Those of the rooms that were on screen last, so that the bar is there at once when one of them is opened again. */
const known = new QuickLRU<string, RoomPins>({ maxSize: 50 });

export function pinsOf(roomId: string): RoomPins {
  const pins = known.get(roomId) ?? new RoomPins(roomId);
  known.set(roomId, pins);
  return pins;
}
