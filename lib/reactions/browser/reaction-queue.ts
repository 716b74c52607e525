import { ApiError, api } from "../../browser/api.ts";
import { apiRetryDelay } from "../../browser/api-retry.ts";
import { InterruptibleSleep, sleep } from "../../browser/sleep.ts";
import { inOneTab, openTabChannel } from "../../browser/tabs.ts";
import { type Message, messageReplySchema } from "../../messages/schema.ts";
import { setWanted, tellReply } from "./wanted.ts";
import {
  dropWish,
  isSameWish,
  keepWish,
  loadWish,
  loadWishes,
  onOtherTabs,
  partsOf,
  type Wish,
  wishKey,
} from "./wishes.ts";

/** What the server has answered one tab, for the others: the message, or why not. */
export type Answer = { viewerId: string } & (
  | { message: Message }
  | { refusal: Pick<ApiError, "status" | "code" | "message"> }
);

export type QueuePorts = {
  send: (messageId: string, emoji: string, isOn: boolean) => Promise<Message>;
  pause: typeof sleep;
  exclusively: (work: () => Promise<void>) => Promise<void>;
  /** Tells the other tabs. */
  tell: (answer: Answer) => void;
  now: () => number;
};

/**
 * What the viewer wants of reactions, until the server has it. Of each message and emoji only the last wish counts, and it
 * says what is to be, not that it is to change: it may be sent twice, and after any time. All tabs of a browser have the
 * same wishes, and one of them sends each.
 */
export class ReactionQueue {
  #viewerId: string | null = null;
  #wishes = new Map<string, Wish & { isKept: boolean }>();
  #isRunning = false;
  #pause = new InterruptibleSleep();
  #ports: QueuePorts;
  /** Hears why the server has refused a wish. The wish is forgotten then. */
  onRefused: (error: unknown) => void = () => {};

  constructor(ports: QueuePorts) {
    this.#ports = ports;
  }

  wish(viewerId: string, messageId: string, emoji: string, isOn: boolean): void {
    const key = wishKey(viewerId, messageId, emoji);
    const wish = { isOn, at: this.#ports.now() };
    this.#viewerId = viewerId;
    this.wake();
    this.#take(key, { ...wish, isKept: keepWish(key, wish) });
  }

  /** Takes up what an earlier page of this person has left. */
  resume(viewerId: string): void {
    this.#viewerId = viewerId;
    for (const [key, wish] of loadWishes(viewerId))
      if (!this.#wishes.has(key)) this.#take(key, { ...wish, isKept: true });
  }

  /** Takes up what another tab has kept, and forgets what another tab has fulfilled. */
  hear(key: string, now: Wish | null, before: Wish | null): void {
    if (partsOf(key).viewerId !== this.#viewerId) return;
    if (now) this.#take(key, { ...now, isKept: true });
    else if (isSameWish(this.#wishes.get(key), before)) this.#forget(key);
  }

  /** Takes what another tab was answered, which may be the one that nobody looks at. */
  hearAnswer(answer: Answer): void {
    if (answer.viewerId !== this.#viewerId) return;
    if ("message" in answer) tellReply(answer.message);
    else this.onRefused(new ApiError(answer.refusal.status, answer.refusal.code, answer.refusal.message));
  }

  /** Ends the pause between two tries, or leaves out the next, because the connection is back or there is more to send. */
  wake(): void {
    this.#pause.end();
  }

  #take(key: string, wish: Wish & { isKept: boolean }): void {
    this.#wishes.set(key, wish);
    this.#tell();
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

  /** The oldest of those that failed least often: one that the server cannot answer holds up no other. */
  #next(failures: ReadonlyMap<string, number>): string | undefined {
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
      if (wait === null && wish && this.#done(key, wish)) this.#refuse(partsOf(key).viewerId, error);
      return wait;
    }
  }

  async #send(key: string): Promise<void> {
    const wish = this.#wishes.get(key);
    if (!wish) return;
    // The tab that had the lock before has fulfilled it, and its event has not come yet.
    if (wish.isKept && !loadWish(key)) return this.#forget(key);
    const { viewerId, messageId, emoji } = partsOf(key);
    const message = await this.#ports.send(messageId, emoji, wish.isOn);
    tellReply(message);
    // Before the wish goes, so that its chip stays in every tab.
    this.#ports.tell({ viewerId, message });
    this.#done(key, wish);
  }

  #refuse(viewerId: string, error: unknown): void {
    this.onRefused(error);
    if (!(error instanceof ApiError)) return;
    const { status, code, message } = error;
    this.#ports.tell({ viewerId, refusal: { status, code, message } });
  }

  /** Returns false where the viewer has changed their mind meanwhile: the new wish stays. */
  #done(key: string, wish: Wish): boolean {
    dropWish(key, wish);
    if (!isSameWish(this.#wishes.get(key), wish)) return false;
    this.#forget(key);
    return true;
  }

  #forget(key: string): void {
    this.#wishes.delete(key);
    this.#tell();
  }

  #tell(): void {
    const byMessage = new Map<string, Map<string, boolean>>();
    for (const [key, { isOn }] of this.#wishes) {
      const { messageId, emoji } = partsOf(key);
      const wanted = byMessage.get(messageId) ?? new Map<string, boolean>();
      byMessage.set(messageId, wanted.set(emoji, isOn));
    }
    setWanted(byMessage);
  }
}

export const reactionQueue = new ReactionQueue({
  async send(messageId, emoji, isOn) {
    const path = `/api/chat/messages/${messageId}/reactions/${encodeURIComponent(emoji)}`;
    return (await api(path, { method: isOn ? "PUT" : "DELETE", schema: messageReplySchema })).message;
  },
  pause: sleep,
  exclusively: (work) => inOneTab("parley-reactions", work),
  tell: (answer) => tellTabs(answer),
  now: () => Date.now(),
});

const tellTabs = openTabChannel<Answer>("parley-reactions", (answer) => reactionQueue.hearAnswer(answer));

if (typeof window !== "undefined") onOtherTabs((key, now, before) => reactionQueue.hear(key, now, before));
