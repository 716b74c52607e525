import { checkHealth } from "@/lib/health/queries";
import { Reply, route } from "@/lib/http/route";

export const dynamic = "force-dynamic";

export const GET = route({ signedIn: false }, async () => {
  const health = await checkHealth();
  return new Reply(health.status === "ok" ? 200 : 503, health);
});
