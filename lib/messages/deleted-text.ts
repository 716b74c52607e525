/** What stands in the place of a deleted message's words, by where that is. */
export const DELETED_TEXT = {
  timeline: "This message was deleted",
  /** Where it was deleted while somebody edits or answers it. */
  meanwhile: "This message was deleted meanwhile",
  chatList: "Message deleted",
  /** After its author's name, for screen readers. */
  label: "deleted message",
} as const;
