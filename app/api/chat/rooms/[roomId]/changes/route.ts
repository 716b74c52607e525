import { roomParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { changesQuerySchema } from "@/lib/messages/input-schema";
import { listChanges } from "@/lib/messages/queries";

export const GET = route({ params: roomParams, query: changesQuerySchema }, ({ viewer, params, query }) =>
  listChanges(viewer, params.roomId, query),
);
