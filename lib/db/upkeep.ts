import "server-only";
import { log } from "../log.ts";
import { singleton } from "../singleton.ts";
import { runUpkeep } from "./doors.ts";

/** Deleted text leaves the database's files after this time at most, unless another process has them open. */
const UPKEEP_MS = 10 * 60 * 1000;
const AGAIN_MS = 5_000;

/** Starts the database's periodic maintenance, such as removing deleted text from its files. */
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
