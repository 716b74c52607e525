import { route } from "@/lib/http/route";
import { authorizeChannel, authorizeChannels } from "@/lib/realtime/authorize";
import { authorizeInputSchema } from "@/lib/realtime/schema";

/** Signs subscriptions: for one channel in the form of pusher-js, or as JSON for all channels of a client at once. */
export const POST = route({ form: true, body: authorizeInputSchema }, async ({ viewer, body }) =>
  body.channels
    ? { channels: await authorizeChannels(viewer, body.socket_id, body.channels) }
    : authorizeChannel(viewer, body.socket_id, body.channel_name ?? ""),
);
