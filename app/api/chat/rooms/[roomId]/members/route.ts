import { roomParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { addMembers, joinRoom } from "@/lib/members/commands";
import { listMembers } from "@/lib/members/queries";
import { addMembersInputSchema, membersQuerySchema } from "@/lib/members/schema";

export const GET = route({ params: roomParams, query: membersQuerySchema }, ({ viewer, params, query }) =>
  listMembers(viewer, params.roomId, query),
);

export const POST = route(
  { limit: "room", params: roomParams, body: addMembersInputSchema },
  async ({ viewer, params, body }) => ({
    room: body.userIds ? await addMembers(viewer, params.roomId, body.userIds) : await joinRoom(viewer, params.roomId),
  }),
);
