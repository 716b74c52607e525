import { checkHealth } from "@/lib/health/queries";

export const dynamic = "force-dynamic";

/** For load balancers and monitors: open to all, counted against nobody's limit, says nothing but what works. */
export async function GET(): Promise<Response> {
  const health = await checkHealth();
  const status = health.status === "ok" ? 200 : 503;
  return Response.json(health, { status, headers: { "Cache-Control": "no-store" } });
}
