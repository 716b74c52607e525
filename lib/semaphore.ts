/** Lets at most `max` run at once; the others wait in line. */
export class Semaphore {
  private running = 0;
  private readonly line: (() => void)[] = [];

  constructor(private readonly max: number) {}

  /** How many wait. */
  get waiting(): number {
    return this.line.length;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.max) await new Promise<void>((resolve) => this.line.push(resolve));
    else this.running += 1;
    try {
      return await work();
    } finally {
      // The place goes to the next in line without being free in between.
      const next = this.line.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
