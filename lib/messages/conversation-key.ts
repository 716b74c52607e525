/** Names a conversation: a room, or the thread in it that begins with the message `rootId`. */
export type ConversationKey = { readonly roomId: string; readonly rootId?: string };

/** No id has it: they are letters and digits. */
const SEPARATOR = "/";

/**
 * The key as a string, for maps and for what browsers keep. A room's is its bare id, because browsers have kept drafts,
 * files and unsent messages under room ids since before conversations had keys, and those must still be found.
 */
export function conversationId({ roomId, rootId }: ConversationKey): string {
  return rootId === undefined ? roomId : `${roomId}${SEPARATOR}${rootId}`;
}

/** The key that `conversationId` made this string of. */
export function parseConversationId(id: string): ConversationKey {
  const [roomId = "", rootId] = id.split(SEPARATOR);
  return rootId === undefined ? { roomId } : { roomId, rootId };
}

export function isSameConversation(a: ConversationKey, b: ConversationKey): boolean {
  return conversationId(a) === conversationId(b);
}

/** Whether a message is drawn in the conversation: in its room, or as a reply in its thread. */
export function isPartOf({ rootId }: ConversationKey, message: { rootId: string | null; inRoom: boolean }): boolean {
  return rootId === undefined ? message.inRoom : message.rootId === rootId;
}
