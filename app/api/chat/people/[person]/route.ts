import { personParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { getProfile } from "@/lib/members/queries";
import { profileQuerySchema } from "@/lib/members/schema";

export const GET = route({ params: personParams, query: profileQuerySchema }, async ({ viewer, params, query }) => ({
  profile: await getProfile(viewer, params.person, query),
}));
