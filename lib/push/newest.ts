import "server-only";
import { singleton } from "../singleton.ts";

type Newest = { seq: number; stop: AbortController };
const newest = () => singleton("push.newest", () => new Map<string, Newest>());

/**
 * Does `work` for the message `seq` of what `key` stands for, unless that is done for a newer one. `work` gets a signal that is
 * aborted once a newer one comes, so that the older does not take its place later.
 */
export async function whileNewest(key: string, seq: number, work: (stop: AbortSignal) => Promise<void>): Promise<void> {
  const before = newest().get(key);
  if (before && before.seq > seq) return;
  before?.stop.abort();
  const own = { seq, stop: new AbortController() };
  newest().set(key, own);
  try {
    await work(own.stop.signal);
  } finally {
    if (newest().get(key) === own) newest().delete(key);
  }
}
