import { transact } from "../../browser/database.ts";
import { type ConversationKey, conversationId } from "../../messages/conversation-key.ts";

/** How the owners of all drafts of a person begin. */
export const draftOwnersPrefix = (viewerId: string): string => `draft ${viewerId} `;
/** The owner of what is attached to the text that a person is writing in a conversation. */
export const draftOwner = (viewerId: string, conversation: ConversationKey): string =>
  draftOwnersPrefix(viewerId) + conversationId(conversation);
/** The owner of what belongs to an unsent message. */
export const messageOwner = (clientId: string): string => `message ${clientId}`;

/** Whether this browser keeps files of that owner. */
export async function hasFiles(owner: string): Promise<boolean> {
  const count = transact(["files"], "readonly", (tx) => tx.objectStore("files").index("owner").count(owner));
  return (await count.catch(() => 0)) > 0;
}
