import { filesLabel } from "../files/labels.ts";
import { excerpt } from "../text.ts";
import { type Message, type MessagePreview, PREVIEW_MAX } from "./schema.ts";
import { ownOrForwarded } from "./summary.ts";
import { plainExcerptOf } from "./text/plain-text.ts";

/** Returns a room's last message as the chat list shows it. */
export function toPreview(message: Message): MessagePreview {
  const { id, seq, kind, author, system, createdAt, deletedAt, files } = message;
  // The body of a notice is plain text, and a name in it could look like formatting.
  const body =
    kind === "SYSTEM" ? excerpt(message.body, PREVIEW_MAX) : plainExcerptOf(ownOrForwarded(message), PREVIEW_MAX);
  return { id, seq, kind, body, author, system, createdAt, deletedAt, shared: filesLabel(files) };
}
