import { Reply, route } from "@/lib/http/route";
import { createRoom } from "@/lib/rooms/commands";
import { createRoomInputSchema, roomsQuerySchema } from "@/lib/rooms/input-schema";
import { listRooms } from "@/lib/rooms/queries";

export const GET = route({ query: roomsQuerySchema }, ({ viewer, query }) => listRooms(viewer, query));

export const POST = route({ limit: "room", body: createRoomInputSchema }, async ({ viewer, body }) => {
  const { room, created } = await createRoom(viewer, body);
  return new Reply(created ? 201 : 200, { room });
});
