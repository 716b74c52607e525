// What the frame of the chat pages has once a page is usable. One file, because each file more costs a room page some 70 bytes
// before that.
export { ForwardDialog } from "@/components/find/forward/forward-dialog";
export { DirectDialog } from "@/components/people/direct-dialog";
export { ConnectionBanner } from "@/components/realtime/connection-banner";
export { CreateRoomDialog } from "@/components/room/create-room-dialog";
export { ShellHost } from "./shell-host";
export { ShortcutsDialog } from "./shortcuts-dialog";
export { Switcher } from "./switcher";
