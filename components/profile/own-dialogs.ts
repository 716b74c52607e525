// What people say of themselves. One file, because each file more costs a room page some 70 bytes before it is usable.
export { QuietDialog } from "./quiet-dialog";
export { StatusDialog } from "./status-dialog";
