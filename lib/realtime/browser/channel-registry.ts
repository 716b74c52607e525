import type Pusher from "pusher-js";
import type { Channel, Members } from "pusher-js";
import { TYPING_EVENT } from "../events.ts";

export type ChannelListener = {
  /**
   * Called for every event of the channel except pusher's own. `userId` is set only for client events of a presence
   * channel.
   */
  onEvent?: (name: string, data: unknown, userId?: string) => void;
  /**
   * Called on every subscription and re-subscription, and at once when the channel is already subscribed: the moment to
   * catch up.
   */
  onSubscribed?: () => void;
  /** Called when the server refuses the channel, because the person is not a member, or no longer one. */
  onRefused?: () => void;
  /** Called on presence channels whenever their members change, with each member's id and info. */
  onMembers?: (members: Map<string, unknown>) => void;
};

type Entry = { listeners: Set<ChannelListener>; channel: Channel | null; timer?: ReturnType<typeof setTimeout> };

/**
 * A subscription outlives its last listener by this time, because navigation often mounts another component for the
 * same channel at once.
 */
const RELEASE_MS = 1000;

/**
 * Shares one subscription per channel among many listeners. Subscriptions outlive reconnects, and may be made before
 * connecting.
 */
export class ChannelRegistry {
  #entries = new Map<string, Entry>();
  #pusher: Pusher | null = null;

  attach(pusher: Pusher): void {
    this.#pusher = pusher;
    for (const [name, entry] of this.#entries) this.#open(name, entry);
  }

  detach(): void {
    this.#pusher = null;
    for (const entry of this.#entries.values()) {
      entry.channel?.unbind_all();
      entry.channel = null;
    }
  }

  /** Adds a listener to channel `name`. Returns a function that removes it. */
  listen(name: string, listener: ChannelListener): () => void {
    const entry = this.#entries.get(name) ?? { listeners: new Set(), channel: null };
    this.#entries.set(name, entry);
    clearTimeout(entry.timer);
    entry.listeners.add(listener);
    if (!entry.channel) this.#open(name, entry);
    else if (entry.channel.subscribed) {
      queueMicrotask(() => {
        if (!entry.listeners.has(listener) || !entry.channel?.subscribed) return;
        listener.onMembers?.(membersOf(entry.channel));
        listener.onSubscribed?.();
      });
    }
    return () => {
      entry.listeners.delete(listener);
      if (entry.listeners.size > 0) return;
      clearTimeout(entry.timer);
      entry.timer = setTimeout(() => this.#close(name, entry), RELEASE_MS);
    };
  }

  trigger(name: string, event: string, data: unknown): boolean {
    const channel = this.#entries.get(name)?.channel;
    return channel?.subscribed === true && channel.trigger(event, data);
  }

  #open(name: string, entry: Entry): void {
    if (!this.#pusher || entry.channel) return;
    const channel = this.#pusher.subscribe(name);
    entry.channel = channel;
    const notify = (call: (listener: ChannelListener) => void) => {
      for (const listener of [...entry.listeners]) call(listener);
    };
    channel.bind_global((event: string, data: unknown) => {
      if (event === "pusher:subscription_succeeded") notify((one) => one.onSubscribed?.());
      else if (event === "pusher:subscription_error") notify((one) => one.onRefused?.());
      else if (event !== TYPING_EVENT && !event.startsWith("pusher")) notify((one) => one.onEvent?.(event, data));
      if (event.startsWith("pusher:")) notify((one) => one.onMembers?.(membersOf(channel)));
    });
    // pusher-js gives the sender of a client event only to a listener that is bound by the event's name.
    channel.bind(TYPING_EVENT, (data: unknown, metadata?: { user_id?: string }) =>
      notify((one) => one.onEvent?.(TYPING_EVENT, data, metadata?.user_id)),
    );
  }

  #close(name: string, entry: Entry): void {
    if (entry.listeners.size > 0 || this.#entries.get(name) !== entry) return;
    this.#entries.delete(name);
    entry.channel?.unbind_all();
    this.#pusher?.unsubscribe(name);
  }
}

function membersOf(channel: Channel): Map<string, unknown> {
  const members = (channel as Channel & { members?: Members }).members;
  return new Map(Object.entries((members?.members ?? {}) as Record<string, unknown>));
}
