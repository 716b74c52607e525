import { createResetLink } from "@/lib/accounts/resets";
import { getConfig } from "@/lib/config";
import { accountParams } from "@/lib/http/params";
import { Reply, route } from "@/lib/http/route";
import { ownOrigin } from "@/lib/http/same-origin";

export const POST = route({ limit: "room", params: accountParams }, async ({ viewer, params, request }) => {
  const appOrigin = getConfig().appUrl?.origin ?? ownOrigin(request.headers);
  return new Reply(201, await createResetLink(viewer, params.userId, appOrigin));
});
