import { RateWindow } from "./rate.ts";

const PERIOD_MS = 1_000;

/** Client events of each sender in the current second. One person with ten sockets has one allowance. */
export class ClientRates {
  private readonly bySender = new Map<string, RateWindow>();

  get size(): number {
    return this.bySender.size;
  }

  /** Counts one more; false when that is more than the sender may in a second. */
  admit(sender: string, nowMs: number, perSecond: number): boolean {
    const known = this.bySender.get(sender);
    const window = known ?? new RateWindow();
    if (!known) this.bySender.set(sender, window);
    return window.admit(nowMs, perSecond, PERIOD_MS);
  }

  /** Forgets who has been silent, so that what is held here is bounded by who wrote since the last sweep. */
  sweep(nowMs: number): void {
    for (const [sender, window] of this.bySender) if (window.isOver(nowMs, PERIOD_MS)) this.bySender.delete(sender);
  }
}
