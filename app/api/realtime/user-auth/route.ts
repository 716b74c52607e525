import { route } from "@/lib/http/route";
import { authorizeUser } from "@/lib/realtime/authorize";
import { userAuthInputSchema } from "@/lib/realtime/schema";

export const POST = route({ form: true, body: userAuthInputSchema }, async ({ viewer, body }) =>
  authorizeUser(viewer, body.socket_id),
);
