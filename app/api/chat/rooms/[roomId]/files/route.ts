import { listRoomFiles } from "@/lib/files/queries";
import { roomFilesQuerySchema } from "@/lib/files/schema";
import { roomParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";

export const GET = route({ params: roomParams, query: roomFilesQuerySchema }, ({ viewer, params, query }) =>
  listRoomFiles(viewer, params.roomId, query),
);
