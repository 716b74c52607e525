import { inviteParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { revokeInvite } from "@/lib/invites/commands";

export const DELETE = route({ params: inviteParams }, ({ viewer, params }) => revokeInvite(viewer, params.inviteId));
