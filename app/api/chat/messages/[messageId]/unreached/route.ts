import { messageParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { listUnreached } from "@/lib/messages/unreached";

export const GET = route({ params: messageParams }, async ({ viewer, params }) => ({
  people: await listUnreached(viewer, params.messageId),
}));
