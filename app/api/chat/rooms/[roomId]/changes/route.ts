import { roomParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { listChanges } from "@/lib/messages/queries";
import { changesQuerySchema } from "@/lib/messages/schema";

export const GET = route({ params: roomParams, query: changesQuerySchema }, ({ viewer, params, query }) =>
  listChanges(viewer, params.roomId, query),
);
