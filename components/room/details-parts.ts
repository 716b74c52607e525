// What the details of a room show with the help of the server. One file, which is loaded when the details are opened.
export { JumpToDate } from "./jump-to-date";
export { MemberList } from "./member-list";
export { RoomSettings } from "./room-settings";
