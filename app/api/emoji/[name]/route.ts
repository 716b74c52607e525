import { serveEmoji } from "@/lib/emoji/queries";
import { fileReply } from "@/lib/http/file-reply";
import { emojiParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";

/** The picture of a custom emoji, by any of its names. */
const serve = route({ params: emojiParams }, async ({ viewer, params, request }) =>
  fileReply(request, await serveEmoji(viewer, params.name)),
);

export const GET = serve;
export const HEAD = serve;
