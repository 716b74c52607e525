// What a room shows once it is usable. One file, because each file more costs a room page some 70 bytes before that.
export { RoomSearchHost } from "@/components/search/room-search-host";
export { DetailsPanel } from "./details-panel";
export { PinBar } from "./pins/pin-bar";
