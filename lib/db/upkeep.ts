import "server-only";
import { later } from "../later.ts";
import { singleton } from "../singleton.ts";
import { runUpkeep } from "./doors.ts";

/** Deleted text leaves the database's files after this time at most, unless another process has them open. */
const UPKEEP_MS = 10 * 60 * 1000;
const AGAIN_MS = 5_000;
const FAILURE = "The upkeep of the database failed.";

/** Starts the database's periodic maintenance, such as removing deleted text from its files. */
export function startUpkeep(): void {
  singleton("db.upkeep", () => setInterval(() => later(keepUp(), FAILURE), UPKEEP_MS).unref());
}

async function keepUp(): Promise<void> {
  if (!(await runUpkeep())) setTimeout(() => later(runUpkeep(), FAILURE), AGAIN_MS).unref();
}
