import { route } from "@/lib/http/route";
import { listPeople } from "@/lib/users/queries";
import { peopleQuerySchema } from "@/lib/users/query-schema";

export const GET = route({ limit: "search", query: peopleQuerySchema }, async ({ viewer, query }) => ({
  users: await listPeople(viewer, query),
}));
