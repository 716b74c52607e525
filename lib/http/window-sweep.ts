import "server-only";
import { WAIT_MAX_MS } from "../auth/login-failures.ts";
import { statement } from "../db/doors.ts";
import { sqlNow } from "../db/sql.ts";
import type { PeriodicWork } from "../leases/periodic-work.ts";

const SWEEP_MS = 5 * 60 * 1000;
/** A lease that ended so long ago belongs to work that nobody will ask for again, such as that on one file. */
const LEASE_KEPT_MS = 24 * 60 * 60 * 1000;

/**
 * Deletes counts that are over, and leases whose holders have died. A blocked log-in is remembered for as long as the
 * next block would be longer by it.
 */
export const windowSweep: PeriodicWork = {
  name: "limits",
  everyMs: SWEEP_MS,
  run: async () => {
    await statement.run`
      DELETE FROM "RateWindow" WHERE "endsAt" <= ${sqlNow} AND "blockedUntil" + ${WAIT_MAX_MS} <= ${sqlNow}`;
    await statement.run`DELETE FROM "Lease" WHERE "endsAt" + ${LEASE_KEPT_MS} <= ${sqlNow}`;
  },
};
