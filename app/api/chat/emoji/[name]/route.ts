import { removeEmoji } from "@/lib/emoji/commands";
import { emojiParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";

export const DELETE = route({ limit: "room", params: emojiParams }, ({ viewer, params }) =>
  removeEmoji(viewer, params.name),
);
