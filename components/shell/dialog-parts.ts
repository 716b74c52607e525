// The dialogs that every page can open and that load when it is idle. One file, because each file more costs a room page some 70
// bytes before it is usable.
export { ForwardDialog } from "@/components/find/forward/forward-dialog";
export { DirectDialog } from "@/components/people/direct-dialog";
export { CreateRoomDialog } from "@/components/room/create-room-dialog";
export { Switcher } from "./switcher";
