import { forwardMessage } from "@/lib/forward/commands";
import { forwardInputSchema, forwardQuerySchema } from "@/lib/forward/input-schema";
import { getForwardReach } from "@/lib/forward/queries";
import { messageParams } from "@/lib/http/params";
import { Reply, route } from "@/lib/http/route";
import { sendKey } from "@/lib/messages/send-key";

export const GET = route({ params: messageParams, query: forwardQuerySchema }, async ({ viewer, params, query }) => ({
  reach: await getForwardReach(viewer, params.messageId, query.roomId),
}));

export const POST = route(
  { limit: "send", params: messageParams, body: forwardInputSchema },
  async ({ viewer, params, body, request }) => {
    const clientId = body.clientId ?? sendKey(request.headers);
    const { message, created } = await forwardMessage(viewer, params.messageId, { ...body, clientId });
    return new Reply(created ? 201 : 200, { message });
  },
);
