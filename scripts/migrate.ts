// npm run migrate: creates the database or brings it up to date, and ends. It is a step of deploying to a host of
// functions, which do not migrate; a process that lasts does it at its start.
import { getConfig } from "../lib/config.ts";
import { closeDoors, openDoors } from "../lib/db/doors.ts";
import { prepareDatabase } from "../lib/db/prepare-database.ts";
import { failToStart } from "../lib/process/fatal-errors.ts";
import { setLongLived } from "../lib/process/long-lived.ts";
import { backfillNameKeys } from "../lib/users/names.ts";

async function main(): Promise<void> {
  setLongLived();
  await prepareDatabase(getConfig());
  await openDoors();
  await backfillNameKeys();
  await closeDoors();
  console.log("The database is up to date.");
}

main().catch(failToStart);
