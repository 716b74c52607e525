import { messageParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { deleteMessage, editMessage } from "@/lib/messages/commands";
import { editInputSchema } from "@/lib/messages/input-schema";
import { getMessage } from "@/lib/messages/queries";

export const GET = route({ params: messageParams }, async ({ viewer, params }) => ({
  message: await getMessage(viewer, params.messageId),
}));

export const PATCH = route(
  { limit: "send", params: messageParams, body: editInputSchema },
  async ({ viewer, params, body }) => ({ message: await editMessage(viewer, params.messageId, body) }),
);

export const DELETE = route({ limit: "send", params: messageParams }, async ({ viewer, params }) => ({
  message: await deleteMessage(viewer, params.messageId),
}));
