import { emojiSettingSchema } from "@/lib/emoji/schema";
import { setEmojiSetting } from "@/lib/emoji/setting";
import { route } from "@/lib/http/route";

/** Decides, for administrators, whether members can add emoji. GET /api/chat/emoji says what is decided. */
export const PATCH = route({ body: emojiSettingSchema }, ({ viewer, body }) => setEmojiSetting(viewer, body));
