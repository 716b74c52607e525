import { roomParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { markRead } from "@/lib/members/mark-read";
import { readInputSchema } from "@/lib/rooms/input-schema";

export const POST = route({ params: roomParams, body: readInputSchema }, async ({ viewer, params, body }) => ({
  room: await markRead(viewer, params.roomId, body.seq),
}));
