import { roomParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { deleteRoom, updateRoom } from "@/lib/rooms/commands";
import { updateRoomInputSchema } from "@/lib/rooms/input-schema";
import { getRoom } from "@/lib/rooms/queries";

export const GET = route({ params: roomParams }, async ({ viewer, params }) => ({
  room: await getRoom(viewer, params.roomId),
}));

export const PATCH = route(
  { limit: "room", params: roomParams, body: updateRoomInputSchema },
  async ({ viewer, params, body }) => ({ room: await updateRoom(viewer, params.roomId, body) }),
);

export const DELETE = route({ limit: "room", params: roomParams }, ({ viewer, params }) =>
  deleteRoom(viewer, params.roomId),
);
