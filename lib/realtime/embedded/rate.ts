/** Counts what happens in the current period. Two numbers, so it can be held for every socket. */
export class RateWindow {
  private startedMs = Number.NEGATIVE_INFINITY;
  private count = 0;

  /** Counts one more; false when that is more than `limit` in this period. Times are monotonic milliseconds. */
  admit(nowMs: number, limit: number, periodMs: number): boolean {
    if (nowMs - this.startedMs >= periodMs) {
      this.startedMs = nowMs;
      this.count = 0;
    }
    this.count += 1;
    return this.count <= limit;
  }

  isOver(nowMs: number, periodMs: number): boolean {
    return nowMs - this.startedMs >= periodMs;
  }
}
