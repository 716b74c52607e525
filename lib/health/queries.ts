import "server-only";
import { getConfig } from "../config.ts";
import { write } from "../db/doors.ts";
import { createId } from "../ids.ts";
import { log } from "../log.ts";
import { checkTransport } from "../realtime/check.ts";
import { singleton } from "../singleton.ts";
import type { Health } from "./schema.ts";

/** An answer serves this long, so that whoever asks often costs no write each time. */
const FRESH_MS = 1_000;
const CHECK_TIMEOUT_MS = 3_000;

type Kept = { at: number; health: Promise<Health> };

/** Whether the database takes writes and live events have a way out (docs/reliability.md O3). */
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
 * A real write that leaves nothing: on a full disk, a read-only one, or one held by another process it fails like a
 * send would. Setting a column to itself would not do: SQLite sees that nothing changes and writes nothing.
 */
async function checkDatabase(): Promise<void> {
  await write(async (tx) => {
    const { id } = await tx.room.create({ data: { id: createId(), kind: "PRIVATE" }, select: { id: true } });
    await tx.room.delete({ where: { id }, select: { id: true } });
  });
}

/** What fails goes to the log in full and to the outside as one word (docs/security.md Z5). */
async function verdict(part: string, check: Promise<void>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${CHECK_TIMEOUT_MS} ms`)), CHECK_TIMEOUT_MS);
  });
  try {
    await Promise.race([check, late]);
    return "ok";
  } catch (error) {
    log.error("A health check failed.", { part, error });
    return "failing";
  } finally {
    clearTimeout(timer);
  }
}
