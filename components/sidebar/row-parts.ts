// What the rows of the chat list show once they are used.
export { RoomRowMenu } from "./room-row-menu";
export { RoomRowOver } from "./room-row-over";
