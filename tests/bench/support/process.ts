import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";

const TICKS_PER_SECOND = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));
const SETTLED_SHARE = 0.005;
const GC_ROUNDS_MAX = 12;

/** The CPU seconds (user and system, all threads) that a process has used: fields 14 and 15 of stat in proc(5). */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The second field, the command, may contain blanks. The text after its parenthesis begins with field 3.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** The CPU seconds of these processes and of all that descend from them now. */
export function cpuSecondsOfAll(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + cpuSeconds(pid) + cpuSecondsOfAll(childrenOf(pid)), 0);
}

function childrenOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  return children === "" ? [] : children.split(" ").map(Number);
}

/**
 * The bytes of a process's memory that are in RAM: all of them, or without those that are mapped from files, such as
 * code.
 */
export function residentBytes(pid: number, what: "VmRSS" | "RssAnon" = "VmRSS"): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(new RegExp(`^${what}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) * 1024;
}

/** The resident bytes once they have stopped changing, or after `maxSeconds`. */
export async function settledBytes(pid: number, maxSeconds: number): Promise<number> {
  let bytes = residentBytes(pid);
  for (let second = 0, calm = 0; second < maxSeconds && calm < 3; second++) {
    await sleep(1000);
    const now = residentBytes(pid);
    calm = Math.abs(now - bytes) < bytes * SETTLED_SHARE ? calm + 1 : 0;
    bytes = now;
  }
  return bytes;
}

/** The descendant of `pid` that has no child of its own: the server behind npm and its shell. */
export function innermostChild(pid: number): number {
  const [first] = childrenOf(pid);
  return first === undefined ? pid : innermostChild(first);
}

/**
 * The resident bytes of a Node process without code and garbage, which is what a connection really costs. The process
 * must have been started with `--inspect-port`; SIGUSR1 opens its inspector.
 */
export async function keptBytes(pid: number, inspectPort: number): Promise<number> {
  process.kill(pid, "SIGUSR1");
  const socket = new WebSocket(await inspectorUrl(inspectPort));
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  let bytes = residentBytes(pid, "RssAnon");
  for (let round = 0, calm = 0; round < GC_ROUNDS_MAX && calm < 2; round++) {
    const collected = new Promise((resolve) => socket.once("message", resolve));
    socket.send(JSON.stringify({ id: round, method: "HeapProfiler.collectGarbage" }));
    await collected;
    // Other threads give memory back a little later.
    await sleep(250);
    const now = residentBytes(pid, "RssAnon");
    calm = Math.abs(now - bytes) < bytes * SETTLED_SHARE ? calm + 1 : 0;
    bytes = now;
  }
  socket.terminate();
  return bytes;
}

async function inspectorUrl(port: number): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    try {
      const [page] = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
        webSocketDebuggerUrl: string;
      }[];
      if (page) return page.webSocketDebuggerUrl;
    } catch (error) {
      if (attempt === 50) throw error;
    }
    await sleep(100);
  }
}
