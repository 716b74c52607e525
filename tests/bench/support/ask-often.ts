import { httpRequest } from "./http.ts";
import { cpuSeconds } from "./process.ts";
import { median } from "./stats.ts";

const WARM_UP = 30;

/**
 * Asks a server for the same thing again and again, one request at a time. Returns the median time of an answer and the
 * server's CPU time for each, both in ms.
 */
export async function askOften(
  server: { url: string; pid: number },
  path: string,
  headers: Record<string, string>,
  rounds: number,
  { method = "GET", status }: { method?: "GET" | "POST"; status?: number } = {},
): Promise<{ p50: number; cpu: number }> {
  const ask = () => httpRequest(method, `${server.url}${path}`, { headers, status });
  for (let i = 0; i < WARM_UP; i++) await ask();
  const before = cpuSeconds(server.pid);
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const began = performance.now();
    await ask();
    times.push(performance.now() - began);
  }
  return { p50: median(times), cpu: ((cpuSeconds(server.pid) - before) / rounds) * 1000 };
}
