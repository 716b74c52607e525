import type { PointerEvent } from "react";
import type { Message } from "@/lib/messages/schema";
import { frequentEmoji } from "@/lib/reactions/browser/frequent";
import { canReact } from "@/lib/reactions/policy";
import type { ConversationContext } from "../conversation-context";
import { toggleReaction } from "./react-to";

/** Two taps within this time and distance are a double tap. A long press takes longer. */
const DOUBLE_TAP_MS = 300;
const DOUBLE_TAP_PX = 30;

type Tap = { messageId: string; at: number; x: number; y: number };
let last: Tap | null = null;

/** The second of two taps gives a message the viewer's most frequent reaction, or takes it back. */
export function reactByTap(event: PointerEvent, message: Message, conversation: ConversationContext): void {
  const { viewer, room, domId } = conversation;
  const { isPrimary, target, timeStamp: at, clientX: x, clientY: y } = event;
  // React also hands on taps in a sheet that the row has opened.
  const isInRow = (target as Element).closest("[data-row]")?.id === domId("m", message.seq);
  if (!isPrimary || !isInRow || isControl(target as Element)) return;
  const isSecond =
    last?.messageId === message.id &&
    at - last.at < DOUBLE_TAP_MS &&
    Math.hypot(x - last.x, y - last.y) < DOUBLE_TAP_PX;
  last = isSecond ? null : { messageId: message.id, at, x, y };
  if (!isSecond || !canReact(room, message)) return;
  const [emoji] = frequentEmoji(viewer.id, 1);
  if (emoji) toggleReaction(message, viewer.id, emoji);
}

/** What has a tap of its own: two taps on it are two taps. */
const isControl = (target: Element): boolean =>
  target.closest("a,button,[data-person],textarea,input,audio,video,[role=slider]") !== null;
