/** A set of listeners. When one of them throws, its error is reported and the others are still called. */
export class Listeners<Args extends unknown[]> {
  private readonly all = new Set<(...args: Args) => void>();
  private readonly report: (error: unknown) => void;

  constructor(report: (error: unknown) => void) {
    this.report = report;
  }

  /** Adds a listener; the returned function removes it. */
  add(listener: (...args: Args) => void): () => void {
    this.all.add(listener);
    return () => this.all.delete(listener);
  }

  notify(...args: Args): void {
    for (const listener of this.all) {
      try {
        listener(...args);
      } catch (error) {
        this.report(error);
      }
    }
  }
}
