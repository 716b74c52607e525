import { route } from "@/lib/http/route";
import { getRealtimeInfo } from "@/lib/realtime/connection-info";

export const GET = route({}, async ({ viewer, request }) => getRealtimeInfo(viewer, request.headers));
