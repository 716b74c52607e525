// Does in this process what the background does for the index of search after an update, until nothing is left, and the upkeep of
// the database after it.
import { closeDoors, openDoors, runUpkeep } from "@/lib/db/doors.ts";
import { setLongLived } from "@/lib/process/long-lived.ts";
import { indexSome } from "@/lib/search/index-old-messages.ts";

setLongLived();
// The pauses of the upkeep keep no process alive.
const awake = setInterval(() => undefined, 1_000);
await openDoors();
while (await indexSome());
await runUpkeep();
clearInterval(awake);
await closeDoors();
process.exit(0);
