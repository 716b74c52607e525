import "server-only";
import { WAIT_MAX_MS } from "../auth/login-failures.ts";
import { statement } from "../db/doors.ts";
import { sqlNow } from "../db/sql.ts";
import type { PeriodicWork } from "../leases/periodic-work.ts";

const SWEEP_MS = 5 * 60 * 1000;

/** Deletes counts that are over. A blocked log-in is remembered for as long as the next block would be longer by it. */
export const windowSweep: PeriodicWork = {
  name: "limits",
  everyMs: SWEEP_MS,
  run: async () => {
    await statement.run`
      DELETE FROM "RateWindow" WHERE "endsAt" <= ${sqlNow} AND "blockedUntil" + ${WAIT_MAX_MS} <= ${sqlNow}`;
  },
};
