import { messageParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { pinMessage, unpinMessage } from "@/lib/pins/commands";

export const PUT = route({ limit: "send", params: messageParams }, async ({ viewer, params }) => ({
  message: await pinMessage(viewer, params.messageId),
}));

export const DELETE = route({ limit: "send", params: messageParams }, async ({ viewer, params }) => ({
  message: await unpinMessage(viewer, params.messageId),
}));
