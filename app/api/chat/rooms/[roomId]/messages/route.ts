import { roomParams } from "@/lib/http/params";
import { Reply, route } from "@/lib/http/route";
import { sendMessage } from "@/lib/messages/commands";
import { historyQuerySchema, sendInputSchema } from "@/lib/messages/input-schema";
import { listMessages } from "@/lib/messages/queries";
import { sendKey } from "@/lib/messages/send-key";

export const GET = route({ params: roomParams, query: historyQuerySchema }, ({ viewer, params, query }) =>
  listMessages(viewer, params.roomId, query),
);

export const POST = route(
  { limit: "send", params: roomParams, body: sendInputSchema },
  async ({ viewer, params, body, request }) => {
    const clientId = body.clientId ?? sendKey(request.headers);
    const { message, created } = await sendMessage(viewer, params.roomId, { ...body, clientId });
    return new Reply(created ? 201 : 200, { message });
  },
);
