import { messageParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { readInputSchema } from "@/lib/rooms/input-schema";
import { markThreadRead } from "@/lib/threads/commands";

export const POST = route({ params: messageParams, body: readInputSchema }, async ({ viewer, params, body }) => ({
  ownThread: await markThreadRead(viewer, params.messageId, body.seq),
}));
