import { runAtStart } from "./run-at-start.ts";

/** A server whose clocks, of the day and of elapsed time, go ahead by so many seconds at each SIGUSR2. Timers do not. */
export function movableClock(seconds: number): Record<string, string> {
  return runAtStart(`
    const RealDate = Date, elapsed = performance.now.bind(performance);
    let ahead = 0;
    process.on("SIGUSR2", () => { ahead += ${seconds * 1000}; console.error("The clock is ahead by", ahead); });
    performance.now = () => elapsed() + ahead;
    globalThis.Date = class extends RealDate {
      constructor(...given) { given.length ? super(...given) : super(RealDate.now() + ahead); }
      static now() { return RealDate.now() + ahead; }
      static parse(text) { return RealDate.parse(text); }
      static UTC(...given) { return RealDate.UTC(...given); }
    };`);
}

/** A server whose clock of the day is ahead by so many seconds from the start. */
export function clockAhead(seconds: number): Record<string, string> {
  return runAtStart(`
    const RealDate = Date;
    globalThis.Date = class extends RealDate {
      constructor(...given) { given.length ? super(...given) : super(RealDate.now() + ${seconds * 1000}); }
      static now() { return RealDate.now() + ${seconds * 1000}; }
      static parse(text) { return RealDate.parse(text); }
      static UTC(...given) { return RealDate.UTC(...given); }
    };`);
}
