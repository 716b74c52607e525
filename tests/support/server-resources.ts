import { runAtStart } from "./run-at-start.ts";
import { until } from "./until.ts";

export type Resources = {
  rss: number;
  heap: number;
  external: number;
  busy: Record<string, number>;
  live: { sockets: number; channels: number; online: number; sessions: number };
};

/** The resources of a server that was started with `reportsResources`. */
export async function resourcesOf(server: { pid: number; logs(): string }): Promise<Resources> {
  const told = () =>
    server
      .logs()
      .split("\n")
      .slice(0, -1)
      .filter((line) => line.startsWith("HOLDS "));
  const before = told().length;
  process.kill(server.pid, "SIGUSR2");
  await until(() => told().length > before, { timeoutMs: 30_000, what: "the server tells what it holds" });
  return JSON.parse(told().at(-1)?.slice("HOLDS ".length) ?? "") as Resources;
}

/**
 * The environment of a server that collects garbage at each SIGUSR2 and then logs its resources as JSON in a line that
 * begins with HOLDS: memory in MiB, the kinds of handles that keep its event loop busy, and the state of its live
 * server.
 */
export function reportsResources(): Record<string, string> {
  return runAtStart(`
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
