type Job = { isHeavy: boolean; start: () => void };

/**
 * Lets at most `max` run at once, at most one of them heavy, and one for each person: the others wait, and get their turn
 * person by person, however many one of them has waiting. So what is light waits for no heavy thing of somebody else's.
 */
export class FairSemaphore {
  #running = 0;
  #isHeavyRunning = false;
  readonly #busy = new Set<string>();
  /** Who waits, in the order of turns: whoever had one goes to the end. */
  readonly #lines = new Map<string, Job[]>();

  constructor(private readonly max: number) {}

  /** How many wait. */
  get waiting(): number {
    return [...this.#lines.values()].reduce((sum, line) => sum + line.length, 0);
  }

  async run<T>(person: string, isHeavy: boolean, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((start) => {
      const line = this.#lines.get(person);
      if (line) line.push({ isHeavy, start });
      else this.#lines.set(person, [{ isHeavy, start }]);
      this.#next();
    });
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#busy.delete(person);
      this.#moveToEnd(person);
      if (isHeavy) this.#isHeavyRunning = false;
      this.#next();
    }
  }

  #moveToEnd(person: string): void {
    const line = this.#lines.get(person);
    if (!line) return;
    this.#lines.delete(person);
    this.#lines.set(person, line);
  }

  #next(): void {
    for (const [person, line] of [...this.#lines]) {
      if (this.#running >= this.max) return;
      if (this.#busy.has(person)) continue;
      const at = line.findIndex(({ isHeavy }) => !isHeavy || !this.#isHeavyRunning);
      const [job] = at < 0 ? [] : line.splice(at, 1);
      if (!job) continue;
      if (line.length === 0) this.#lines.delete(person);
      this.#running += 1;
      this.#busy.add(person);
      if (job.isHeavy) this.#isHeavyRunning = true;
      job.start();
    }
  }
}
