import { runAtStart } from "./run-at-start.ts";

/**
 * The environment of a server whose clocks (date and performance.now) jump ahead by `seconds` at each SIGUSR2. Timers
 * do not. Next copies only the own properties of Date, so the static methods are defined again.
 */
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

/** The environment of a server whose date is ahead by `seconds` from the start. */
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
