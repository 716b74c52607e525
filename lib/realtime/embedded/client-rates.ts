import { RateWindow } from "./rate-window.ts";

const PERIOD_MS = 1_000;

/** Counts the client events of each sender in the current second. A person with ten sockets has one allowance. */
export class ClientRates {
  private readonly bySender = new Map<string, RateWindow>();

  get size(): number {
    return this.bySender.size;
  }

  /** Counts one event. Returns false when the sender has sent more than `perSecond` in this second. */
  admit(sender: string, nowMs: number, perSecond: number): boolean {
    const existing = this.bySender.get(sender);
    const window = existing ?? new RateWindow();
    if (!existing) this.bySender.set(sender, window);
    return window.admit(nowMs, perSecond, PERIOD_MS);
  }

  /**
   * Removes the counters of silent senders, so that memory is bounded by the number of senders since the last sweep.
   */
  sweep(nowMs: number): void {
    for (const [sender, window] of this.bySender) if (window.isOver(nowMs, PERIOD_MS)) this.bySender.delete(sender);
  }
}
