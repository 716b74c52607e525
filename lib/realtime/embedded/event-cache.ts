/**
 * Keeps the last event of each cache channel (Pusher's "Cache channels") as a built frame, bounded in number and age.
 */
export class EventCache {
  private readonly byChannel = new Map<string, { frame: Buffer; expiresMs: number }>();
  private readonly maxEvents: number;
  private readonly ttlMs: number;

  constructor(maxEvents: number, ttlMs: number) {
    this.maxEvents = maxEvents;
    this.ttlMs = ttlMs;
  }

  get size(): number {
    return this.byChannel.size;
  }

  /** Stores a frame as the channel's last event. A Map keeps insertion order, so its first entry is the oldest. */
  put(channel: string, frame: Buffer, nowMs: number): void {
    this.byChannel.delete(channel);
    this.byChannel.set(channel, { frame, expiresMs: nowMs + this.ttlMs });
    if (this.byChannel.size <= this.maxEvents) return;
    const oldest = this.byChannel.keys().next();
    if (!oldest.done) this.byChannel.delete(oldest.value);
  }

  find(channel: string, nowMs: number): Buffer | null {
    const entry = this.byChannel.get(channel);
    return entry && entry.expiresMs > nowMs ? entry.frame : null;
  }

  /** Removes expired events. */
  sweep(nowMs: number): void {
    for (const [channel, { expiresMs }] of this.byChannel) {
      if (expiresMs > nowMs) return;
      this.byChannel.delete(channel);
    }
  }
}
