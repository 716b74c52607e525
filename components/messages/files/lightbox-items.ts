import type { MessageFile } from "@/lib/files/message-file";
import type { MessagePlace } from "@/lib/messages/address";
import type { Message } from "@/lib/messages/schema";
import type { Author } from "@/lib/users/schema";

/** A picture in the lightbox, with the message it comes from. */
export type LightboxItem = MessagePlace & { file: MessageFile; author: Author; sentAt: string; messageId: string };

/** Lists the images of messages, in their order. */
export function lightboxItemsOf(messages: readonly Message[]): LightboxItem[] {
  return messages.flatMap(({ files, author, createdAt, id, seq }) =>
    files
      .filter((file) => file.kind === "image")
      .map((file) => ({ file, author, sentAt: createdAt, messageId: id, seq })),
  );
}
