import { setTimeout as sleep } from "node:timers/promises";
import type { WebSocket } from "ws";
import { Audit } from "./audit.ts";
import { cpuSecondsOfAll } from "./process.ts";
import { learnTemplate } from "./sample-event.ts";
import { median, percentile } from "./stats.ts";
import type { StartTarget, Target } from "./target.ts";
import type { Effort, Row } from "./types.ts";

const CONNECTING_AT_ONCE = 20;
/** A message that is missing after this time without any arrival counts as lost. */
const SILENCE_MS = 3_000;

export type Load = {
  readers: number;
  senders: number;
  /**
   * Messages per second by all senders together. Without it each sender sends its next message when the last one has
   * been answered.
   */
  perSecond?: number;
};

export type Run = [start: StartTarget, load: Load, name?: string];

/** Measures one server after the other. A quick bench leaves out those that no budget needs. */
export async function measureAll(effort: Effort, { needed, more }: { needed: Run[]; more: Run[] }): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [start, load, name] of effort.quick ? needed : [...needed, ...more])
    rows.push(await measure(start, load, effort, name));
  return rows;
}

/** Starts a server, puts the load on it after a warm-up, and returns the results. */
async function measure(start: StartTarget, load: Load, effort: Effort, name?: string): Promise<Row> {
  const target = await start();
  try {
    // The warm-up runs without a pause, because at a slow pace the measured code would not be compiled yet.
    await run(target, [], { ...load, perSecond: undefined }, effort.warmUpSeconds);
    const readers = await connectAll(target, load.readers);
    await run(target, readers, load, effort.warmUpSeconds);
    const row = await run(target, readers, load, effort.seconds);
    for (const socket of readers) socket.removeAllListeners().terminate();
    return { name: name ?? target.name, values: row };
  } finally {
    await target.stop();
  }
}

/** Connects `count` readers, some at a time. The first has the number `from`. */
export async function connectAll(target: Target, count: number, from = 0): Promise<WebSocket[]> {
  const sockets: WebSocket[] = [];
  while (sockets.length < count) {
    const first = from + sockets.length;
    const some = Math.min(CONNECTING_AT_ONCE, count - sockets.length);
    sockets.push(...(await Promise.all(Array.from({ length: some }, (_, i) => target.connect(first + i)))));
  }
  return sockets;
}

async function run(target: Target, sockets: WebSocket[], load: Load, seconds: number): Promise<Row["values"]> {
  const order = target.comesInAnyOrder ? "any" : target.givesPlaces ? "of places" : "of senders";
  const audit = new Audit(sockets.length, load.senders, order);
  const cpu = () => cpuSecondsOfAll(target.pids ?? [target.pid]);
  for (const [reader, socket] of sockets.entries()) {
    socket.removeAllListeners("message");
    socket.on("message", (data) => audit.receive(reader, data as Buffer));
  }
  const answers: number[] = [];
  const sendOne = async (sender: number, due = performance.now()) => {
    await target.send(sender, audit.write(sender, due));
    answers.push(performance.now() - due);
  };
  const [cpuBefore, began] = [cpu(), performance.now()];
  await (load.perSecond ? paced(load, load.perSecond, seconds, sendOne) : closed(load, seconds, sendOne));
  const elapsed = (performance.now() - began) / 1000;
  await arrival(audit);
  if (target.givesPlaces && audit.frame) learnTemplate(audit.frame);
  return summarise(audit, answers, elapsed, cpu() - cpuBefore);
}

type SendOne = (sender: number, due?: number) => Promise<void>;

/**
 * Sends in an open loop: messages are due at fixed times, however slow the server is, and their latency is counted from
 * then. A sender waits for a reply before its next message, as our outbox does, because the second of two concurrent
 * requests may arrive first.
 */
async function paced(load: Load, perSecond: number, seconds: number, sendOne: SendOne) {
  const began = performance.now();
  const last = Array.from({ length: load.senders }, () => Promise.resolve());
  for (let i = 0; i < perSecond * seconds; i++) {
    const due = began + (i * 1000) / perSecond;
    await sleep(Math.max(0, due - performance.now()));
    const sender = i % load.senders;
    last[sender] = (last[sender] as Promise<void>).then(() => sendOne(sender, due));
  }
  await Promise.all(last);
}

async function closed(load: Load, seconds: number, sendOne: SendOne) {
  const end = performance.now() + seconds * 1000;
  const work = async (sender: number) => {
    while (performance.now() < end) await sendOne(sender);
  };
  await Promise.all(Array.from({ length: load.senders }, (_, sender) => work(sender)));
}

async function arrival(audit: Audit): Promise<void> {
  let seen = audit.deliveries;
  for (let silent = 0; audit.deliveries < audit.expected && silent < SILENCE_MS; silent += 20) {
    await sleep(20);
    if (audit.deliveries !== seen) silent = 0;
    seen = audit.deliveries;
  }
}

function summarise(audit: Audit, answers: number[], elapsed: number, cpu: number): Row["values"] {
  const sends = { ack: median(answers), sends: audit.sends / elapsed, cpuSends: (cpu / audit.sends) * 1000 };
  if (audit.expected === 0) return sends;
  return {
    ...sends,
    p50: percentile(audit.everyone, 0.5),
    p95: percentile(audit.everyone, 0.95),
    p99: percentile(audit.everyone, 0.99),
    deliveries: audit.deliveries / elapsed,
    cpuDeliveries: (cpu / audit.deliveries) * 100_000,
    frameBytes: audit.frame?.length,
    ...(audit.late > 0 && { late: (audit.late / audit.deliveries) * 100 }),
    wrong: audit.lost + audit.doubled + audit.disordered,
  };
}
