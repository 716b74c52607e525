import { singleton } from "../singleton.ts";

type Closer = () => Promise<void>;

const closers = (): Closer[] => singleton("shutdown", () => []);

/** Registers a function that runs when the process ends in order, after the last request and the last socket. */
export function onShutdown(close: Closer): void {
  closers().push(close);
}

/** Runs the registered functions, the newest first. Rejects with the first error, after all have run. */
export async function runShutdown(): Promise<void> {
  const faults: unknown[] = [];
  for (const close of closers().splice(0).reverse()) await close().catch((error) => faults.push(error));
  if (faults.length > 0) throw faults[0];
}
