import { roomParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { listPins } from "@/lib/pins/queries";

export const GET = route({ params: roomParams }, ({ viewer, params }) => listPins(viewer, params.roomId));
