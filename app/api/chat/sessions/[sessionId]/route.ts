import { revokeSession } from "@/lib/auth/commands";
import { sessionParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";

export const DELETE = route({ params: sessionParams }, ({ viewer, params }) => revokeSession(viewer, params.sessionId));
