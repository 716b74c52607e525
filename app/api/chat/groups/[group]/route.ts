import { groupParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { changeGroup, deleteGroup } from "@/lib/user-groups/commands";
import { changeGroupSchema } from "@/lib/user-groups/input-schema";
import { getGroupMembers } from "@/lib/user-groups/queries";

export const GET = route({ params: groupParams }, ({ params }) => getGroupMembers(params.group));

export const PATCH = route(
  { limit: "room", params: groupParams, body: changeGroupSchema },
  async ({ viewer, params, body }) => ({ group: await changeGroup(viewer, params.group, body) }),
);

export const DELETE = route({ limit: "room", params: groupParams }, ({ viewer, params }) =>
  deleteGroup(viewer, params.group),
);
