import type Pusher from "pusher-js";
import type { Channel, Members } from "pusher-js";
import { TYPING_EVENT } from "../events.ts";

export type ChannelListener = {
  /** Every event of the channel but pusher's own. `userId` only on client events of a presence channel. */
  onEvent?: (name: string, data: unknown, userId?: string) => void;
  /** On every (re)subscription, and at once for whoever comes to a subscribed channel: the moment to catch up. */
  onSubscribed?: () => void;
  /** The channel was refused: not, or no longer, a member. */
  onRefused?: () => void;
  /** Presence channels: ids and info of who is there, whenever that changes. */
  onMembers?: (members: Map<string, unknown>) => void;
};

type Entry = { listeners: Set<ChannelListener>; channel: Channel | null; timer?: ReturnType<typeof setTimeout> };

/** A component that goes is often followed at once by one that wants the same channel. */
const RELEASE_MS = 1000;

/** Many listeners, one subscription for each channel; it outlives reconnects, and may be filled before connecting. */
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

  /** Listens to channel `name`. Returns how to stop. */
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
    const tell = (call: (listener: ChannelListener) => void) => {
      for (const listener of [...entry.listeners]) call(listener);
    };
    channel.bind_global((event: string, data: unknown) => {
      if (event === "pusher:subscription_succeeded") tell((one) => one.onSubscribed?.());
      else if (event === "pusher:subscription_error") tell((one) => one.onRefused?.());
      else if (event !== TYPING_EVENT && !event.startsWith("pusher")) tell((one) => one.onEvent?.(event, data));
      if (event.startsWith("pusher:")) tell((one) => one.onMembers?.(membersOf(channel)));
    });
    // Only a listener bound by name is told who sent a client event.
    channel.bind(TYPING_EVENT, (data: unknown, metadata?: { user_id?: string }) =>
      tell((one) => one.onEvent?.(TYPING_EVENT, data, metadata?.user_id)),
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
