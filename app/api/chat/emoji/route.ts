import { addEmoji } from "@/lib/emoji/commands";
import { listEmoji } from "@/lib/emoji/queries";
import { addEmojiSchema } from "@/lib/emoji/schema";
import { Reply, route } from "@/lib/http/route";

export const GET = route({}, () => listEmoji());

export const POST = route(
  { limit: "room", body: addEmojiSchema },
  async ({ viewer, body }) => new Reply(201, { emoji: await addEmoji(viewer, body) }),
);
