import { findByName } from "@/components/emoji/emoji-list";
import { customName } from "@/lib/emoji/names";
import { toEmoji } from "@/lib/reactions/emoji";
import { canReact } from "@/lib/reactions/policy";
import type { ConversationContext } from "../conversation-context";
import { addReaction } from "./react-to";

/**
 * A plus and one emoji, sent as a text, react to the last message of the room. Resolves to false where the text is to be sent.
 * `showLatest` loads the last message where it is not in the window.
 */
export async function reactByText(
  text: string,
  { viewer, room, listMessages }: ConversationContext,
  showLatest: false | (() => Promise<void>),
): Promise<boolean> {
  const sign = text.slice(1);
  const name = customName(sign);
  const emoji = name === undefined ? toEmoji(sign) : await findByName(name);
  if (emoji === null) return false;
  if (showLatest) await showLatest();
  const message = listMessages().findLast((one) => canReact(room, one));
  if (message) addReaction(message, viewer.id, emoji);
  return message !== undefined;
}
