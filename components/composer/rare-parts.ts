// What few messages need. One file, because each file more costs a room page some 70 bytes before it is usable.
export { AttachSheet } from "./attach-sheet";
export { EmojiSheet } from "./emoji-sheet";
export { MentionAllQuestion } from "./mention-all-question";
export { VoiceRecorder } from "./voice-recorder";
