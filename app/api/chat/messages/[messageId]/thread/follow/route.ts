import { messageParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { followThread, unfollowThread } from "@/lib/threads/commands";

export const PUT = route({ limit: "send", params: messageParams }, async ({ viewer, params }) => ({
  ownThread: await followThread(viewer, params.messageId),
}));

export const DELETE = route({ limit: "send", params: messageParams }, async ({ viewer, params }) => ({
  ownThread: await unfollowThread(viewer, params.messageId),
}));
