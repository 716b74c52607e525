import { ApiError } from "./api.ts";
import { apiRetryDelay } from "./api-retry.ts";
import { InterruptibleSleep, sleep } from "./sleep.ts";
import { inOneTab, openTabChannel } from "./tabs.ts";
import { isSameWish, type Wish, type WishStore } from "./wish-store.ts";

/** What the server has replied to one tab, for the others: the reply, or why not. */
export type Answer<R> = { viewerId: string } & (
  | { reply: R }
  | { refusal: Pick<ApiError, "status" | "code" | "message"> }
);

export type QueuePorts<V, R> = {
  send: (parts: readonly string[], value: V) => Promise<R>;
  pause: typeof sleep;
  exclusively: (work: () => Promise<void>) => Promise<void>;
  /** Tells the other tabs. */
  tell: (answer: Answer<R>) => void;
  now: () => number;
  /** Whether later wishes wait for one that fails, because what they do depends on it. */
  inOrder?: boolean;
};

type Outlets<V, R> = {
  /** Gets all wishes that wait, whenever they change. */
  show: (wishes: { parts: readonly string[]; value: V }[]) => void;
  /** Gets each reply of the server, before its wish goes. */
  receive: (reply: R) => void;
};

/**
 * What the viewer wants of many things, until the server has it. Of each thing only the last wish counts, and it says what is
 * to be, not that it is to change: it may be sent twice, and after any time. All tabs of a browser have the same wishes, and
 * one of them sends each.
 */
export class WishQueue<V, R> {
  readonly #store: WishStore<V>;
  readonly #ports: QueuePorts<V, R>;
  readonly #outlets: Outlets<V, R>;
  #viewerId: string | null = null;
  #wishes = new Map<string, Wish<V> & { isKept: boolean }>();
  #isRunning = false;
  #pause = new InterruptibleSleep();
  /** Hears why the server has refused a wish. The wish is forgotten then. */
  onRefused: (error: unknown) => void = () => {};

  constructor(store: WishStore<V>, outlets: Outlets<V, R>, ports: QueuePorts<V, R>) {
    this.#store = store;
    this.#outlets = outlets;
    this.#ports = ports;
  }

  wish(viewerId: string, parts: readonly string[], value: V): void {
    const key = this.#store.keyOf(viewerId, parts);
    const wish = { value, at: this.#ports.now() };
    this.#viewerId = viewerId;
    this.wake();
    this.#take(key, { ...wish, isKept: this.#store.keep(key, wish) });
  }

  /** Takes up what an earlier page of this person has left. */
  resume(viewerId: string): void {
    this.#viewerId = viewerId;
    for (const [key, wish] of this.#store.loadAll(viewerId))
      if (!this.#wishes.has(key)) this.#take(key, { ...wish, isKept: true });
  }

  /** Takes up what another tab has kept, and forgets what another tab has fulfilled. */
  hear(key: string, now: Wish<V> | null, before: Wish<V> | null): void {
    if (this.#store.partsOf(key).viewerId !== this.#viewerId) return;
    if (now) this.#take(key, { ...now, isKept: true });
    else if (isSameWish(this.#wishes.get(key), before)) this.#forget(key);
  }

  /** Takes what another tab was answered, which may be the one that nobody looks at. */
  hearAnswer(answer: Answer<R>): void {
    if (answer.viewerId !== this.#viewerId) return;
    if ("reply" in answer) this.#outlets.receive(answer.reply);
    else this.onRefused(new ApiError(answer.refusal.status, answer.refusal.code, answer.refusal.message));
  }

  /** Ends the pause between two tries, or leaves out the next, because the connection is back or there is more to send. */
  wake(): void {
    this.#pause.end();
  }

  #take(key: string, wish: Wish<V> & { isKept: boolean }): void {
    // What is wanted anew is wanted last.
    this.#wishes.delete(key);
    this.#wishes.set(key, wish);
    this.#show();
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    const failures = new Map<string, number>();
    for (let key = this.#next(failures); key !== undefined; key = this.#next(failures)) {
      const failed = failures.get(key) ?? 0;
      this.#pause.begin();
      const wait = await this.#fulfil(key, failed);
      if (wait === null) failures.delete(key);
      else {
        failures.set(key, failed + 1);
        await this.#pause.take(wait, this.#ports.pause);
      }
    }
    this.#isRunning = false;
  }

  /** The oldest; where their order is nothing to the server, of those that failed least often, so that one that it cannot answer holds up no other. */
  #next(failures: ReadonlyMap<string, number>): string | undefined {
    if (this.#ports.inOrder) return this.#wishes.keys().next().value;
    const failed = (key: string) => failures.get(key) ?? 0;
    return [...this.#wishes.keys()].sort((a, b) => failed(a) - failed(b))[0];
  }

  /** Resolves to null, or to how long to wait before another try, in milliseconds. */
  async #fulfil(key: string, attempt: number): Promise<number | null> {
    const wish = this.#wishes.get(key);
    try {
      await this.#ports.exclusively(() => this.#send(key));
      return null;
    } catch (error) {
      const wait = apiRetryDelay(error, attempt);
      if (wait === null && wish && this.#done(key, wish)) this.#refuse(this.#store.partsOf(key).viewerId, error);
      return wait;
    }
  }

  async #send(key: string): Promise<void> {
    const wish = this.#wishes.get(key);
    if (!wish) return;
    // The tab that had the lock before has fulfilled it, and its event has not come yet.
    if (wish.isKept && !this.#store.load(key)) return this.#forget(key);
    const { viewerId, parts } = this.#store.partsOf(key);
    const reply = await this.#ports.send(parts, wish.value);
    this.#outlets.receive(reply);
    // Before the wish goes, so that what was wanted stays on every screen.
    this.#ports.tell({ viewerId, reply });
    this.#done(key, wish);
  }

  #refuse(viewerId: string, error: unknown): void {
    this.onRefused(error);
    if (!(error instanceof ApiError)) return;
    const { status, code, message } = error;
    this.#ports.tell({ viewerId, refusal: { status, code, message } });
  }

  /** Returns false where the viewer has changed their mind meanwhile: the new wish stays. */
  #done(key: string, wish: Wish<V>): boolean {
    this.#store.drop(key, wish);
    if (!isSameWish(this.#wishes.get(key), wish)) return false;
    this.#forget(key);
    return true;
  }

  #forget(key: string): void {
    this.#wishes.delete(key);
    this.#show();
  }

  #show(): void {
    this.#outlets.show([...this.#wishes].map(([key, { value }]) => ({ parts: this.#store.partsOf(key).parts, value })));
  }
}

/** Opens the queue of this tab, which shares the store called `name` and the work with the other tabs of the browser. */
export function openWishQueue<V, R>(
  name: string,
  store: WishStore<V>,
  outlets: Outlets<V, R>,
  send: QueuePorts<V, R>["send"],
  { inOrder = false } = {},
): WishQueue<V, R> {
  const queue: WishQueue<V, R> = new WishQueue(store, outlets, {
    send,
    inOrder,
    pause: sleep,
    exclusively: (work) => inOneTab(name, work),
    tell: openTabChannel<Answer<R>>(`${name}-answers`, (answer) => queue.hearAnswer(answer)),
    now: () => Date.now(),
  });
  if (typeof window !== "undefined") store.onOtherTabs((key, now, before) => queue.hear(key, now, before));
  return queue;
}
