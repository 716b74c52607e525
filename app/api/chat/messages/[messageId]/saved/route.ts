import { messageParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { saveMessage, unsaveMessage } from "@/lib/saved/commands";
import { saveInputSchema } from "@/lib/saved/schema";

export const PUT = route(
  { limit: "send", params: messageParams, body: saveInputSchema },
  async ({ viewer, params, body }) => ({ saved: await saveMessage(viewer, params.messageId, body) }),
);

export const DELETE = route({ limit: "send", params: messageParams }, async ({ viewer, params }) => ({
  saved: await unsaveMessage(viewer, params.messageId),
}));
