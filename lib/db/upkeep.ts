import "server-only";
import { log } from "../log.ts";
import { singleton } from "../singleton.ts";
import { runUpkeep } from "./doors.ts";

/** Deleted text is on no page of the database's files after so long at most, when nobody else has them open. */
const UPKEEP_MS = 10 * 60 * 1000;
const AGAIN_MS = 5_000;

/** Does from time to time what the database needs and nobody waits for, such as taking deleted text out of its files. */
export function startUpkeep(): void {
  singleton("db.upkeep", () => setInterval(() => void keepUp(), UPKEEP_MS).unref());
}

async function keepUp(): Promise<void> {
  try {
    if (!(await runUpkeep())) setTimeout(() => void runUpkeep().catch(() => false), AGAIN_MS).unref();
  } catch (error) {
    log.warn("The upkeep of the database failed.", { error });
  }
}
