import "server-only";
import { getConfig } from "../config.ts";
import { write } from "../db/doors.ts";
import { createId } from "../ids.ts";
import { log } from "../log.ts";
import { checkTransport } from "../realtime/check-transport.ts";
import { singleton } from "../singleton.ts";
import { within } from "../within.ts";
import type { Health } from "./schema.ts";

/** A result is reused for this time, so that frequent checks do not cost a write each. */
const FRESH_MS = 1_000;
const CHECK_TIMEOUT_MS = 3_000;

type Kept = { at: number; health: Promise<Health> };

/** Checks whether the database accepts writes and live events can be published (docs/reliability.md O3). */
export function checkHealth(): Promise<Health> {
  const kept = singleton<{ last?: Kept }>("health", () => ({}));
  if (!kept.last || Date.now() - kept.last.at > FRESH_MS) kept.last = { at: Date.now(), health: look() };
  return kept.last.health;
}

async function look(): Promise<Health> {
  const [database, realtime] = await Promise.all([
    verdict("database", checkDatabase()),
    verdict("realtime", checkTransport()),
  ]);
  const status = database === "ok" && realtime === "ok" ? "ok" : "failing";
  return { status, version: getConfig().version, database, realtime };
}

/**
 * This is a real write that changes nothing lasting: on a disk that is full or read-only, or while another process
 * holds the lock, it fails as sending a message would. Setting a column to its own value would not do, because SQLite
 * then writes nothing.
 */
async function checkDatabase(): Promise<void> {
  await write(async (tx) => {
    const { id } = await tx.room.create({ data: { id: createId(), kind: "PRIVATE" }, select: { id: true } });
    await tx.room.delete({ where: { id }, select: { id: true } });
  });
}

/** The log gets the full error, and the outside one word (docs/security.md Z5). */
async function verdict(part: string, check: Promise<void>): Promise<string> {
  const failing = singleton("health.failing", () => new Set<string>());
  try {
    await within(CHECK_TIMEOUT_MS, check);
    failing.delete(part);
    return "ok";
  } catch (error) {
    // A monitor that asks each second fills no log: it gets a line when a part begins to fail.
    if (!failing.has(part)) log.error("A health check failed.", { part, error });
    failing.add(part);
    return "failing";
  }
}
