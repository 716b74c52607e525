import { listSessions, revokeOtherSessions } from "@/lib/auth/commands";
import { route } from "@/lib/http/route";

export const GET = route({}, async ({ viewer }) => ({ sessions: await listSessions(viewer) }));

/** Ends all sessions but the one that asks. */
export const DELETE = route({}, ({ viewer }) => revokeOtherSessions(viewer));
