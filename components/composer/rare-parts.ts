// What few messages need. One file, because each file more costs a room page some 70 bytes before it is usable.
export { AttachSheet } from "./attach-sheet";
export { AttachmentTile } from "./attachment-tile";
export { EmojiSheet } from "./emoji-sheet";
export { FormattingHelp } from "./formatting-help";
export { MentionAllQuestion } from "./mention-all-question";
export { VoiceRecorder } from "./voice-recorder";
