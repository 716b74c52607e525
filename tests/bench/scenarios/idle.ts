import { connectAll } from "../support/load.ts";
import { cpuSeconds, keptBytes, residentBytes, settledBytes } from "../support/process.ts";
import { SOKETI } from "../support/row-names.ts";
import type { StartTarget } from "../support/target.ts";
import { startBare, startParley, startSoketiTarget } from "../support/targets.ts";
import type { Row, Scenario } from "../support/types.ts";

/** The first connections make things that a server makes once, so they are not counted. */
const FIRST = 1000;
const SETTLING_SECONDS = 15;

export const idle: Scenario = async ({ quick }) => {
  const more = quick ? 1000 : 4000;
  return {
    title: "Idle, subscribed connections",
    about: `Memory that the server keeps, after garbage collection and without its code: with ${FIRST} connections, and for each of ${more} more; as much of it as is resident before a collection, too. CPU of the first ${FIRST} to connect and be authorised; the bench makes the signatures for Soketi, and bare ws asks for none.`,
    limit: SOKETI,
    rows: [
      await row(startParley(FIRST + more), more),
      await row(startBare(), more),
      await row(startSoketiTarget, more),
    ],
  };
};

async function row(start: StartTarget, more: number): Promise<Row> {
  const target = await start();
  try {
    // The inspector itself takes memory when it opens, so the first measurement is discarded.
    await keptBytes(target.pid, target.inspectPort);
    const cpu = cpuSeconds(target.pid);
    const first = await connectAll(target, FIRST);
    const cpuJoins = cpuSeconds(target.pid) - cpu;
    const before = await keptBytes(target.pid, target.inspectPort);
    const residentBefore = residentBytes(target.pid);
    const others = await connectAll(target, more, FIRST);
    const residentAfter = await settledBytes(target.pid, SETTLING_SECONDS);
    const after = await keptBytes(target.pid, target.inspectPort);
    for (const socket of [...first, ...others]) socket.removeAllListeners().terminate();
    return {
      name: target.name,
      values: {
        cpuJoins,
        connectionBytes: (after - before) / more,
        residentBytes: (residentAfter - residentBefore) / more,
        memory: before / 2 ** 20,
      },
    };
  } finally {
    await target.stop();
  }
}
