/**
 * The environment of a server in whose process `code` runs at its start: for faults and looks that nobody outside can
 * have. Signals reach it: `process.on("SIGUSR2", …)`.
 */
export function inside(code: string): Record<string, string> {
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
}

/** A server whose clocks, of the day and of elapsed time, go ahead by so many seconds at each SIGUSR2. Timers do not. */
export function movableClock(seconds: number): Record<string, string> {
  return inside(`
    const RealDate = Date, elapsed = performance.now.bind(performance);
    let ahead = 0;
    process.on("SIGUSR2", () => { ahead += ${seconds * 1000}; console.error("The clock is ahead by", ahead); });
    performance.now = () => elapsed() + ahead;
    globalThis.Date = class extends RealDate {
      constructor(...given) { given.length ? super(...given) : super(RealDate.now() + ahead); }
      static now() { return RealDate.now() + ahead; }
    };`);
}
