import { route } from "@/lib/http/route";
import { listRoomIds } from "@/lib/rooms/chat-list-pages";

/** The ids of all rooms of the viewer, which a client subscribes to. */
export const GET = route({}, async ({ viewer }) => ({ ids: await listRoomIds(viewer) }));
