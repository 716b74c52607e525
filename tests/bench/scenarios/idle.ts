import { connectAll } from "../support/load.ts";
import { keptBytes } from "../support/process.ts";
import { SOKETI } from "../support/row-names.ts";
import type { StartTarget } from "../support/target.ts";
import { startBare, startParley, startSoketiTarget } from "../support/targets.ts";
import type { Row, Scenario } from "../support/types.ts";

/** The first connections make things that a server makes once, so they are not counted. */
const FIRST = 1000;

export const idle: Scenario = async ({ quick }) => {
  const more = quick ? 1000 : 4000;
  return {
    title: "Idle, subscribed connections",
    about: `Memory that the server keeps, after garbage collection and without its code: with ${FIRST} connections, and for each of ${more} more.`,
    limit: SOKETI,
    rows: [
      await row(startParley(FIRST + more), more),
      await row(startBare(false), more),
      await row(startSoketiTarget, more),
    ],
  };
};

async function row(start: StartTarget, more: number): Promise<Row> {
  const target = await start();
  try {
    // The inspector itself takes memory when it opens, so the first measurement is discarded.
    await keptBytes(target.pid, target.inspectPort);
    const first = await connectAll(target, FIRST);
    const before = await keptBytes(target.pid, target.inspectPort);
    const others = await connectAll(target, more, FIRST);
    const after = await keptBytes(target.pid, target.inspectPort);
    for (const socket of [...first, ...others]) socket.removeAllListeners().terminate();
    return { name: target.name, values: { connectionBytes: (after - before) / more, memory: before / 2 ** 20 } };
  } finally {
    await target.stop();
  }
}
