import "server-only";
import { log } from "../log.ts";
import { singleton } from "../singleton.ts";
import { emptyLog } from "./doors.ts";

/** Deleted text is on no page of the database's files after so long at most, when nobody else has them open. */
const SCRUB_MS = 10 * 60 * 1000;
const AGAIN_MS = 5_000;

/**
 * `secure_delete` writes over what is deleted, but by way of the write-ahead log, where the page as it was stays until
 * the log is begun anew. That is done from time to time.
 */
export function startScrub(): void {
  singleton("db.scrub", () => setInterval(() => void scrub(), SCRUB_MS).unref());
}

async function scrub(): Promise<void> {
  try {
    if (!(await emptyLog())) setTimeout(() => void emptyLog().catch(() => false), AGAIN_MS).unref();
  } catch (error) {
    log.warn("the write-ahead log could not be emptied", { error });
  }
}
