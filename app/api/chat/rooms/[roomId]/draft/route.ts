import { saveDraft } from "@/lib/drafts/commands";
import { saveDraftInputSchema } from "@/lib/drafts/schema";
import { roomParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";

export const PUT = route({ params: roomParams, body: saveDraftInputSchema }, async ({ viewer, params, body }) => ({
  draft: await saveDraft(viewer, params.roomId, body),
}));
