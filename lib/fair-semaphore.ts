type Job = { isHeavy: boolean; start: () => void };

/**
 * Runs at most `max` jobs at once: at most one heavy job, and at most one of each person. The others wait, and people
 * take turns, however many jobs one of them has waiting. So a light job never waits for another person's heavy one.
 */
export class FairSemaphore {
  #running = 0;
  #isHeavyRunning = false;
  readonly #busy = new Set<string>();
  /** The waiting jobs by person, in the order of turns: a person whose job begins goes to the end. */
  readonly #queues = new Map<string, Job[]>();

  constructor(private readonly max: number) {}

  /** The number of waiting jobs. */
  get waiting(): number {
    return [...this.#queues.values()].reduce((sum, queue) => sum + queue.length, 0);
  }

  async run<T>(person: string, isHeavy: boolean, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((start) => {
      const queue = this.#queues.get(person);
      if (queue) queue.push({ isHeavy, start });
      else this.#queues.set(person, [{ isHeavy, start }]);
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
    const queue = this.#queues.get(person);
    if (!queue) return;
    this.#queues.delete(person);
    this.#queues.set(person, queue);
  }

  #next(): void {
    // No copy of the queues, and none is looked at while all places are taken: thousands may wait.
    for (const [person, queue] of this.#queues) {
      if (this.#running >= this.max) return;
      if (this.#busy.has(person)) continue;
      const at = queue.findIndex(({ isHeavy }) => !isHeavy || !this.#isHeavyRunning);
      const [job] = at < 0 ? [] : queue.splice(at, 1);
      if (!job) continue;
      if (queue.length === 0) this.#queues.delete(person);
      this.#running += 1;
      this.#busy.add(person);
      if (job.isHeavy) this.#isHeavyRunning = true;
      job.start();
    }
  }
}
