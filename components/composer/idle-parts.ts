// What many messages need, once the page is usable. One file, because each file more costs a room page some 70 bytes before it is
// usable.
export { AttachmentTray } from "./attachment-tray";
export { FieldCompletion } from "./field-completion";
export { ReplyBanner } from "./reply-banner";
