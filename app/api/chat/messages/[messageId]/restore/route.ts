import { messageParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { restoreMessage } from "@/lib/messages/restore-message";

export const POST = route({ limit: "send", params: messageParams }, async ({ viewer, params }) => ({
  message: await restoreMessage(viewer, params.messageId),
}));
