import { route } from "@/lib/http/route";
import { listSavedIds } from "@/lib/saved/queries";

export const GET = route({}, async ({ viewer }) => ({ messageIds: await listSavedIds(viewer) }));
