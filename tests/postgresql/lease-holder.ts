// A process of its own that takes a lease, says so, and keeps it until it is killed.
import { openDoors } from "@/lib/db/doors.ts";
import { takeLease } from "@/lib/leases/lease.ts";
import { setLongLived } from "@/lib/process/long-lived.ts";

async function main(name = "", forMs = ""): Promise<void> {
  setLongLived();
  await openDoors();
  const lease = await takeLease(name, Number(forMs));
  process.send?.(lease === null ? "refused" : "taken");
  process.once("disconnect", () => process.exit(0));
}

void main(...process.argv.slice(2));
