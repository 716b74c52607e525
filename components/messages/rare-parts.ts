// What few messages show, loaded at its first use. One file, because each file more costs a room page some 70 bytes before it is usable.
export { UnreachedLine } from "./unreached-line";
export { VersionsDialog } from "./versions-dialog";
