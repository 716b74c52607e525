import { route } from "@/lib/http/route";
import { acceptInvite } from "@/lib/invites/commands";
import { acceptInviteInputSchema } from "@/lib/invites/schema";

export const POST = route({ limit: "room", body: acceptInviteInputSchema }, async ({ viewer, body }) => ({
  rooms: await acceptInvite(viewer, body),
}));
