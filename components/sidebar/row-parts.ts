// What the rows of the chat list show once they are used. One file, because each file more costs a room page some 70 bytes
// before it is usable.
export { RoomRowMenu } from "./room-row-menu";
export { RoomRowOver } from "./room-row-over";
