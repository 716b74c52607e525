import { getHealth } from "@/lib/health";

export const dynamic = "force-dynamic";

/** For load balancers and monitors: open to all, says nothing but what works. */
export async function GET(): Promise<Response> {
  const health = await getHealth();
  return Response.json(health, {
    status: health.status === "ok" ? 200 : 503,
    headers: { "Cache-Control": "no-store" },
  });
}
