import { route } from "@/lib/http/route";
import { listOnline } from "@/lib/realtime/presence";

export const GET = route({}, async () => ({ online: await listOnline() }));
