import { log } from "../../log.ts";

/** What was sent is taken over into the index of search after this time, with all that came meanwhile. */
const FOLD_MS = 400;
/** Messages that one transaction takes over, which takes a few milliseconds. */
export const FOLDED_AT_ONCE = 60;

/** Takes over what waits beside the index of search, soon after something was put there. */
export class PendingFold {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private isClosed = false;

  /** `fold` takes one part over, in a transaction of its own, and resolves to the number of messages in it. */
  constructor(private readonly fold: () => Promise<number>) {}

  /** Something waits, or may wait. It need not be committed yet. */
  readonly soon = (): void => {
    if (this.isClosed) return;
    this.timer ??= setTimeout(() => {
      this.timer = null;
      void this.now();
    }, FOLD_MS).unref();
  };

  /** Takes everything over. Never throws: what is left is found where it is, and is taken over with what comes next. */
  now(): Promise<void> {
    this.running = this.running.then(() => this.foldAll());
    return this.running;
  }

  /** What waits stays where it is, for the next start. */
  async close(): Promise<void> {
    this.isClosed = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  private async foldAll(): Promise<void> {
    try {
      while (!this.isClosed && (await this.fold()) === FOLDED_AT_ONCE);
    } catch (error) {
      log.warn("Messages were not taken over into the index of search.", { error });
    }
  }
}
