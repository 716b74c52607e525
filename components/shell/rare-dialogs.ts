// What few people open, loaded at its first use. One file, because each file more costs a room page some 70 bytes before it is usable.
export { QuietDialog, StatusDialog } from "@/components/profile/own-dialogs";
export { doSaved, resumeSaved } from "@/components/saved/do-saved";
export { RemindDialog } from "@/components/saved/remind-dialog";
export { tellReminder } from "@/components/saved/tell-reminder";
export { ShortcutsDialog } from "./shortcuts-dialog";
