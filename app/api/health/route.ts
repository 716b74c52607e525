import { checkHealth } from "@/lib/health/queries";
import { openRoute } from "@/lib/http/route";

export const dynamic = "force-dynamic";

/**
 * The health check for load balancers and monitors. It is open to all, counts against nobody's limit, and says only
 * whether the parts work.
 */
export const GET = openRoute(async () => {
  const health = await checkHealth();
  const status = health.status === "ok" ? 200 : 503;
  return Response.json(health, { status, headers: { "Cache-Control": "no-store" } });
});
