import { listDrafts } from "@/lib/drafts/queries";
import { route } from "@/lib/http/route";

export const GET = route({}, async ({ viewer }) => ({ drafts: await listDrafts(viewer) }));
