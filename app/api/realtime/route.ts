import { route } from "@/lib/http/route";
import { getRealtimeInfo } from "@/lib/realtime/info";

export const GET = route({}, async ({ viewer, request }) => getRealtimeInfo(viewer, request.headers));
