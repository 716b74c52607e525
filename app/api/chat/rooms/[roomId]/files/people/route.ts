import { sharersQuerySchema } from "@/lib/files/schema";
import { listSharers } from "@/lib/files/sharers";
import { roomParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";

export const GET = route({ params: roomParams, query: sharersQuerySchema }, ({ viewer, params, query }) =>
  listSharers(viewer, params.roomId, query.kind),
);
