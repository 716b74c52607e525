import { getConfig } from "@/lib/config";
import type { RequestHeaders } from "@/lib/http/api-request";
import { Reply, route } from "@/lib/http/route";
import { ownOrigin } from "@/lib/http/same-origin";
import { createInvite } from "@/lib/invites/commands";
import { listInvites } from "@/lib/invites/queries";
import { createInviteInputSchema } from "@/lib/invites/schema";

const appOrigin = (headers: RequestHeaders) => getConfig().appUrl?.origin ?? ownOrigin(headers);

export const GET = route({}, async ({ viewer, request }) => ({
  invites: await listInvites(viewer, appOrigin(request.headers)),
}));

export const POST = route(
  { limit: "room", body: createInviteInputSchema },
  async ({ viewer, body, request }) =>
    new Reply(201, { invite: await createInvite(viewer, body, appOrigin(request.headers)) }),
);
