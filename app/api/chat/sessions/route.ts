import { listSessions, revokeOtherSessions } from "@/lib/auth/commands";
import { route } from "@/lib/http/route";

export const GET = route({}, async ({ viewer }) => ({ sessions: await listSessions(viewer) }));

/** Ends all sessions of the viewer except the one that sends the request. */
export const DELETE = route({}, ({ viewer }) => revokeOtherSessions(viewer));
