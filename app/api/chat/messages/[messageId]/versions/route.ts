import { messageParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { listVersions } from "@/lib/messages/versions";

export const GET = route({ params: messageParams }, async ({ viewer, params }) => ({
  versions: await listVersions(viewer, params.messageId),
}));
