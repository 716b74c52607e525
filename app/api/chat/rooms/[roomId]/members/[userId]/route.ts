import { memberParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { changeRole, leaveRoom, removeMember } from "@/lib/members/commands";
import { changeRoleInputSchema } from "@/lib/members/schema";

export const PATCH = route(
  { limit: "room", params: memberParams, body: changeRoleInputSchema },
  async ({ viewer, params, body }) => ({
    member: await changeRole(viewer, params.roomId, params.userId, body.role),
  }),
);

/** Removes a member. With `me` or the viewer's own id the viewer leaves the room. */
export const DELETE = route({ limit: "room", params: memberParams }, ({ viewer, params: { roomId, userId } }) =>
  userId === "me" || userId === viewer.id ? leaveRoom(viewer, roomId) : removeMember(viewer, roomId, userId),
);
