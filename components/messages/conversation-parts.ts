// What a conversation shows when it is used. One file, because each file more costs a room page some 70 bytes before it is
// usable.
export { DropHint } from "@/components/composer/drop-hint";
export { Announcer } from "./announcer";
export { DeleteDialog } from "./delete-dialog";
export { EditBar } from "./edit-bar";
export { EditForm } from "./edit-form";
export { JumpPills } from "./jump-pills";
export { runShortcut } from "./message-actions";
export { MessageSheet } from "./message-sheet";
export { MessageToolbar } from "./message-toolbar";
export { QuoteFetcher } from "./quote-fetcher";
export { RestoreButton } from "./restore-button";
export { SavedMark } from "./saved/saved-mark";
export { Typing } from "./typing";
