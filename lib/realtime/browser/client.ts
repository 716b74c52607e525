import type Pusher from "pusher-js";
import { ApiError, api } from "../../browser/api.ts";
import { isTemporary } from "../../browser/api-retry.ts";
import { retryDelay } from "../../browser/retry-delay.ts";
import { sleep } from "../../browser/sleep.ts";
import { type EventName, MISSED_SPREAD_MS, type RealtimeInfo, realtimeReplySchema } from "../events.ts";
import { ChannelRegistry } from "./channel-registry.ts";
import { loadOpenPusher } from "./load-open-pusher.ts";
import { JITTER_MS, reconnectDelay } from "./reconnect-jitter.ts";

/** The socket stays open this long without users, because React unmounts and mounts again (strict mode, navigation). */
const LINGER_MS = 1000;
/** A page that logs out has left for the log-in page within this time. */
const LOG_OUT_MS = 1000;
/** A page that is still there after this time could not log out. */
const LOG_OUT_FAILED_MS = 10_000;

export type ConnectionState = "connecting" | "connected" | "stopped";

/** The live connection of this browser tab. */
class RealtimeClient {
  readonly channels = new ChannelRegistry();
  #pusher: Pusher | null = null;
  #users = 0;
  #state: ConnectionState = "stopped";
  #listeners = new Set<() => void>();
  #nudges = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopTimer: ReturnType<typeof setTimeout> | undefined;

  get state(): ConnectionState {
    return this.#state;
  }

  onState(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Connects on the first call. Returns a function that ends the use; the last one disconnects. `info` saves a request.
   */
  start(info?: RealtimeInfo): () => void {
    this.#users++;
    clearTimeout(this.#stopTimer);
    if (this.#users === 1 && this.#state === "stopped") {
      this.#setState("connecting");
      void this.#connect(info);
    }
    return () => {
      this.#users--;
      this.#stopTimer = setTimeout(() => this.#users === 0 && this.#stop(), LINGER_MS);
    };
  }

  /**
   * Disconnects before a log-out, while the socket is still authorised. A page that fails to log out connects again.
   */
  leave(): void {
    this.#stop();
    this.#stopTimer = setTimeout(() => this.#users > 0 && void this.#connect(), LOG_OUT_FAILED_MS);
  }

  /** Sends a client event, such as typing. Returns false when it could not be sent now; it is not queued. */
  trigger(channel: string, event: string, data: unknown): boolean {
    return this.#state === "connected" && this.channels.trigger(channel, event, data);
  }

  async #connect(given?: RealtimeInfo): Promise<void> {
    const info = given ?? (await this.#fetchInfo());
    if (!info || this.#users === 0) return;
    const openPusher = await loadOpenPusher(() => this.#users > 0);
    if (!openPusher || this.#users === 0 || this.#pusher) return;
    const pusher = openPusher(info, (error) => {
      if (isTemporary(error)) this.#reconnectIn(reconnectDelay(this.#nudges++));
    });
    this.#pusher = pusher;
    pusher.bind("events.missed" satisfies EventName, () => this.#reconnectIn(Math.random() * MISSED_SPREAD_MS));
    pusher.connection.bind("state_change", ({ current }: { current: string }) => this.#follow(current));
    this.channels.attach(pusher);
    this.#follow(pusher.connection.state);
  }

  async #fetchInfo(): Promise<RealtimeInfo | null> {
    for (let attempt = 0; this.#users > 0; attempt++) {
      try {
        return await api("/api/realtime", { schema: realtimeReplySchema });
      } catch (error) {
        // The person is signed out. The listener of `onSignedOut` opens the log-in page.
        if (error instanceof ApiError && !isTemporary(error)) return null;
        await sleep(retryDelay(attempt, { maxMs: 15_000 }));
      }
    }
    return null;
  }

  #follow(state: string): void {
    if (!this.#pusher) return;
    clearTimeout(this.#timer);
    if (state === "connected") {
      this.#nudges = 0;
      this.#setState("connected");
      return;
    }
    this.#setState("connecting");
    // pusher-js does not leave "disconnected" and "failed" by itself: the server closed with 4000 to 4099, as after a
    // log-out.
    if (state === "disconnected" || state === "failed") void this.#askWhetherSignedIn();
    else this.#reconnectIn(reconnectDelay(this.#nudges++));
  }

  /**
   * Waits first, because after this tab's own log-out the page is about to leave for the log-in page and needs no
   * answer.
   */
  async #askWhetherSignedIn(): Promise<void> {
    const pusher = this.#pusher;
    await new Promise((resolve) => setTimeout(resolve, LOG_OUT_MS));
    if (this.#pusher !== pusher) return;
    const info = await this.#fetchInfo();
    if (!info || this.#pusher !== pusher) return;
    this.#reconnectIn(250 + Math.random() * JITTER_MS * (1 + Math.min(this.#nudges++, 8)));
  }

  #reconnectIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#reconnect(), ms);
  }

  #reconnect(): void {
    const pusher = this.#pusher;
    if (!pusher) return;
    this.#pusher = null;
    pusher.disconnect();
    this.#pusher = pusher;
    pusher.connect();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    const pusher = this.#pusher;
    this.#pusher = null;
    this.channels.detach();
    pusher?.disconnect();
    this.#setState("stopped");
  }

  #setState(state: ConnectionState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}

export const realtime = new RealtimeClient();
