import { Reply, route } from "@/lib/http/route";
import { addGroup } from "@/lib/user-groups/commands";
import { addGroupSchema, groupsQuerySchema } from "@/lib/user-groups/input-schema";
import { listGroups } from "@/lib/user-groups/queries";

export const GET = route({ query: groupsQuerySchema }, async ({ viewer, query }) => ({
  groups: await listGroups(viewer, query),
}));

export const POST = route(
  { limit: "room", body: addGroupSchema },
  async ({ viewer, body }) => new Reply(201, { group: await addGroup(viewer, body) }),
);
