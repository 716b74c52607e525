// Keeps the server running: after an unexpected end it is started again, at a limited rate.
import { spawn } from "node:child_process";
import { say } from "./run.mjs";

const FIRST_PAUSE_MS = 250;
/** This many crashes within this time are no accident, and another start would only hide the reason. */
const CRASHES_MAX = 5;
const WINDOW_MS = 60_000;

/**
 * Runs the server in `file` until it ends in good order, cannot start, or crashes again and again. Resolves to the exit
 * code. SIGTERM and SIGINT are passed to the server, which then is not started again.
 */
export async function supervise(file) {
  const server = { child: null, stopping: false, wake: () => {} };
  for (const signal of ["SIGTERM", "SIGINT"])
    process.on(signal, () => {
      server.stopping = true;
      server.child?.kill(signal);
      server.wake();
    });
  const crashes = [];
  let hasServed = false;
  while (!server.stopping) {
    const { code, signal, wasReady } = await runOnce(server, file);
    hasServed ||= wasReady;
    if (server.stopping || code === 0) return code ?? 0;
    // The first start failed, and the server has printed the reason.
    if (!hasServed) return code ?? 1;
    const how = signal ? `signal ${signal}` : `exit code ${code}`;
    crashes.push(Date.now());
    const recent = crashes.filter((at) => at > Date.now() - WINDOW_MS).length;
    if (recent >= CRASHES_MAX) {
      say(`The server ended unexpectedly ${recent} times within a minute, the last time with ${how}. See above why.`);
      return 1;
    }
    say(`The server ended unexpectedly (${how}). Starting it again.`);
    await pause(server, FIRST_PAUSE_MS * 2 ** (recent - 1));
  }
  return 0;
}

/**
 * How many heaps glibc's malloc may have. It would make several for each core, for threads that allocate little at the same time, and each
 * keeps what it once had: 50 MB of a server at rest. Other C libraries do not know the variable.
 */
const MALLOC_ARENA_MAX = "2";

/** Runs the server once, from its start to its end. */
function runOnce(server, file) {
  return new Promise((resolve) => {
    // The server has a process group of its own, so that Ctrl-C reaches only this process, which tells the server once.
    // If this process is killed, the server notices the closed IPC channel and ends.
    const env = { MALLOC_ARENA_MAX, ...process.env };
    const options = { stdio: ["ignore", "inherit", "inherit", "ipc"], detached: true, env };
    const child = spawn(process.execPath, [...process.execArgv, file], options);
    let wasReady = false;
    server.child = child;
    child.once("message", () => {
      wasReady = true;
    });
    child.once("exit", (code, signal) => resolve({ code, signal, wasReady }));
    child.once("error", (error) => {
      say(`The server could not be started (${error.message}).`);
      resolve({ code: 1, signal: null, wasReady });
    });
  });
}

function pause(server, ms) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    server.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}
