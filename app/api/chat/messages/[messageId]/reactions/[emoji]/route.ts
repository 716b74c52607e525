import { reactionParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { addReaction, removeReaction } from "@/lib/reactions/commands";
import { listReactors } from "@/lib/reactions/queries";

export const GET = route({ params: reactionParams }, ({ viewer, params }) =>
  listReactors(viewer, params.messageId, params.emoji),
);

export const PUT = route({ limit: "send", params: reactionParams }, async ({ viewer, params }) => ({
  message: await addReaction(viewer, params.messageId, params.emoji),
}));

export const DELETE = route({ limit: "send", params: reactionParams }, async ({ viewer, params }) => ({
  message: await removeReaction(viewer, params.messageId, params.emoji),
}));
