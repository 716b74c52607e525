import { route } from "@/lib/http/route";
import { listRoomIds } from "@/lib/rooms/chat-list-pages";

/** The ids of all rooms that one is in: what to listen to. */
export const GET = route({}, async ({ viewer }) => ({ ids: await listRoomIds(viewer) }));
