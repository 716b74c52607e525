/** The texts that stand in place of a deleted message, by where they are shown. */
export const DELETED_TEXT = {
  timeline: "This message was deleted",
  /** Shown when it was deleted while somebody was editing or answering it. */
  meanwhile: "This message was deleted meanwhile",
  chatList: "Message deleted",
  /** Follows its author's name, for screen readers. */
  label: "deleted message",
} as const;
