import { isOnlyEmoji } from "@/lib/messages/text/is-only-emoji";
import { canReact } from "@/lib/reactions/policy";
import type { ConversationContext } from "../conversation-context";
import { addReaction } from "./react-to";

/** A plus and one emoji, sent as a text, react to the last message. Returns false where the text is to be sent. */
export function reactByText(text: string, { viewer, room, listMessages }: ConversationContext): boolean {
  const emoji = text.slice(1);
  const message = listMessages().findLast((one) => canReact(room, one));
  if (!message || !isOneEmoji(emoji)) return false;
  addReaction(message, viewer.id, emoji);
  return true;
}

function isOneEmoji(text: string): boolean {
  return (
    isOnlyEmoji(text) && [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)].length === 1
  );
}
