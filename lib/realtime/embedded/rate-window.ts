/** Counts events in the current period. It is only two numbers, so that each socket can have one. */
export class RateWindow {
  private startedMs = Number.NEGATIVE_INFINITY;
  private count = 0;

  /** Counts one event. Returns false when there were more than `limit` in this period. `nowMs` is monotonic. */
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
