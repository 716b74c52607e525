import { until } from "./wait.ts";

/**
 * The environment of a server in whose process `code` runs at its start: for faults and looks that nobody outside can
 * have. Signals reach it: `process.on("SIGUSR2", …)`.
 */
export function inside(code: string): Record<string, string> {
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
}

export type Holds = {
  rss: number;
  heap: number;
  external: number;
  busy: Record<string, number>;
  live: { sockets: number; channels: number; online: number; sessions: number };
};

/** What a server that was started with `tellsWhatItHolds` holds now. */
export async function whatItHolds(server: { pid: number; logs(): string }): Promise<Holds> {
  const told = () =>
    server
      .logs()
      .split("\n")
      .slice(0, -1)
      .filter((line) => line.startsWith("HOLDS "));
  const before = told().length;
  process.kill(server.pid, "SIGUSR2");
  await until(() => told().length > before, { timeoutMs: 30_000, what: "the server tells what it holds" });
  return JSON.parse(told().at(-1)?.slice("HOLDS ".length) ?? "") as Holds;
}

/**
 * A server that collects its garbage at each SIGUSR2 and then writes what it holds, as JSON in a line that begins with
 * HOLDS: memory in MiB, what keeps its event loop busy, by kind, and the state of its live server.
 */
export function tellsWhatItHolds(): Record<string, string> {
  return inside(`
    const { setFlagsFromString } = await import("node:v8");
    const { runInNewContext } = await import("node:vm");
    setFlagsFromString("--expose-gc");
    const gc = runInNewContext("gc");
    process.on("SIGUSR2", () => setTimeout(async () => {
      for (let n = 0; n < 4; n++) { gc(); await new Promise((done) => setTimeout(done, 50)); }
      const hub = globalThis[Symbol.for("parley.hub")];
      const { rss, heapUsed, external } = process.memoryUsage();
      const busy = {};
      for (const kind of process.getActiveResourcesInfo()) busy[kind] = (busy[kind] ?? 0) + 1;
      const mib = (bytes) => Math.round(bytes / 104857.6) / 10;
      const holds = { rss: mib(rss), heap: mib(heapUsed), external: mib(external), busy };
      const live = { ...hub.stats(), online: hub.onlineUsers().length, sessions: hub.sessions().length };
      process.stderr.write("HOLDS " + JSON.stringify({ ...holds, live }) + "\\n");
    }));`);
}

// Next wraps Date and copies what is its own: what is inherited would be gone.

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
      static parse(text) { return RealDate.parse(text); }
      static UTC(...given) { return RealDate.UTC(...given); }
    };`);
}

/** A server whose clock of the day is ahead by so many seconds from the start. */
export function clockAhead(seconds: number): Record<string, string> {
  return inside(`
    const RealDate = Date;
    globalThis.Date = class extends RealDate {
      constructor(...given) { given.length ? super(...given) : super(RealDate.now() + ${seconds * 1000}); }
      static now() { return RealDate.now() + ${seconds * 1000}; }
      static parse(text) { return RealDate.parse(text); }
      static UTC(...given) { return RealDate.UTC(...given); }
    };`);
}
