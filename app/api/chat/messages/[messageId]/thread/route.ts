import { messageParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { listThread } from "@/lib/threads/queries";
import { threadQuerySchema } from "@/lib/threads/query-schema";

export const GET = route({ params: messageParams, query: threadQuerySchema }, ({ viewer, params, query }) =>
  listThread(viewer, params.messageId, query),
);
