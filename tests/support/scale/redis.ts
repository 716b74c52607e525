import { spawn } from "node:child_process";
import { accepts } from "../../../scripts/steps/accepts.mjs";
import { until } from "../until.ts";
import { findProgram } from "./programs.ts";

const HOST = "127.0.0.1";
const running = new Set<{ kill(signal: NodeJS.Signals): boolean }>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

export type Redis = { port: number; pid: number; kill(): Promise<void> };

/** Starts a Redis that keeps nothing: it only carries words from one Soketi to the other. */
export async function startRedis(port: number): Promise<Redis> {
  const options = ["--port", String(port), "--bind", HOST, "--save", "", "--appendonly", "no"];
  const child = spawn(findProgram("redis-server"), options, { stdio: "ignore" });
  running.add(child);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await until(() => accepts(port), { timeoutMs: 10_000, what: "Redis accepts connections" });
  return {
    port,
    pid: child.pid ?? 0,
    async kill() {
      child.kill("SIGKILL");
      await ended;
      running.delete(child);
    },
  };
}
