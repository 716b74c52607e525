/** Runs at most `max` jobs at once; the others wait in a queue. */
export class Semaphore {
  private running = 0;
  private readonly queue: (() => void)[] = [];

  constructor(private readonly max: number) {}

  /** The number of waiting jobs. */
  get waiting(): number {
    return this.queue.length;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.max) await new Promise<void>((resolve) => this.queue.push(resolve));
    else this.running += 1;
    try {
      return await work();
    } finally {
      // The slot passes to the next job without being free in between.
      const next = this.queue.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
