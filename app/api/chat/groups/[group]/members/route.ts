import { groupParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { addGroupMembers } from "@/lib/user-groups/commands";
import { addGroupMembersSchema } from "@/lib/user-groups/schema";

export const POST = route(
  { limit: "room", params: groupParams, body: addGroupMembersSchema },
  async ({ viewer, params, body }) => ({ group: await addGroupMembers(viewer, params.group, body.userIds) }),
);
