import { requireCronSecret } from "@/lib/auth/cron-secret";
import { route } from "@/lib/http/route";
import { runIfDue } from "@/lib/leases/periodic-work";
import { listPeriodicWorks } from "@/lib/periodic-works";

/**
 * For a host's clock: does what timers do in a process that lasts, as far as it is due. GET, because that is what such
 * clocks send. The reply says what was done; what failed is in the log.
 */
export const GET = route({ signedIn: false }, async ({ request }) => {
  requireCronSecret(request.headers.get("authorization"));
  const done: Record<string, boolean> = {};
  for (const work of listPeriodicWorks()) done[work.name] = await runIfDue(work);
  return { done };
});
