import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { afterAll } from "vitest";
import type { Commands, Order, Outcome } from "./second-process.mts";

/** Runs commands in another process. A refusal rejects with its code, as it does in this one. */
export type OtherProcess = {
  [Name in keyof Commands]: Commands[Name] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Awaited<Result>>
    : never;
};

const children = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of children) child.kill("SIGKILL");
});

/** Starts two processes. Orders to both are sent in one turn, so that what they are told runs at the same time. */
export function startTwo(env?: Record<string, string>): Promise<[OtherProcess, OtherProcess]> {
  return Promise.all([startOne(env), startOne(env)]);
}

/** Starts a process on this test file's database. It ends after the file's tests. */
export function startOne(env: Record<string, string> = {}): Promise<OtherProcess> {
  const child = fork(path.join(import.meta.dirname, "second-process.mts"), {
    execArgv: ["--import", "tsx", "--conditions=react-server"],
    env: { ...process.env, ...env },
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  children.add(child);
  afterAll(() => {
    if (child.connected) child.disconnect();
  });
  let words = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    words = (words + text).slice(-5_000);
  });
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let last = 0;
  const order = (name: string, args: unknown[]) =>
    new Promise<never>((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      child.send({ id: last, name, args } as Order);
    });
  const commands = new Proxy({} as OtherProcess, {
    // A promise that resolves to this object asks whether it is a promise, too.
    get: (_, name) => (name === "then" ? undefined : (...args: unknown[]) => order(String(name), args)),
  });
  return new Promise((resolve, reject) => {
    child.once("exit", () => {
      children.delete(child);
      const gone = new Error(`The other process has ended:\n${words}`);
      reject(gone);
      for (const one of waiting.values()) one.reject(gone);
    });
    child.on("message", ({ id, value, code, words: message }: Outcome) => {
      if (id === 0) return resolve(commands);
      const asked = waiting.get(id);
      waiting.delete(id);
      if (code) asked?.reject(Object.assign(new Error(`${code}: ${message}`), { code }));
      else asked?.resolve(value as never);
    });
  });
}

/** How often each race is run, because chance decides how two processes meet. RACE_ROUNDS=200 looks more closely. */
const ROUNDS = Number(process.env.RACE_ROUNDS ?? 25);

/** Runs `round` ROUNDS times, some of them at once, so that they also disturb each other. */
export async function rounds(round: (n: number) => Promise<void>, atOnce = 4): Promise<void> {
  for (let n = 0; n < ROUNDS; n += atOnce)
    await Promise.all(Array.from({ length: Math.min(atOnce, ROUNDS - n) }, (_, k) => round(n + k)));
}
