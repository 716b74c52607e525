import { messageParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { threadQuerySchema } from "@/lib/threads/page-schema";
import { listThread } from "@/lib/threads/queries";

export const GET = route({ params: messageParams, query: threadQuerySchema }, ({ viewer, params, query }) =>
  listThread(viewer, params.messageId, query),
);
