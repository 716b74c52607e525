import { route } from "@/lib/http/route";
import { findOpenRooms } from "@/lib/rooms/find-open-rooms";
import { openRoomsQuerySchema } from "@/lib/rooms/input-schema";

export const GET = route({ limit: "search", query: openRoomsQuerySchema }, async ({ viewer, query }) => ({
  rooms: await findOpenRooms(viewer, query),
}));
