import { groupMemberParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { removeGroupMember } from "@/lib/user-groups/commands";

export const DELETE = route({ limit: "room", params: groupMemberParams }, async ({ viewer, params }) => ({
  group: await removeGroupMember(viewer, params.group, params.userId),
}));
