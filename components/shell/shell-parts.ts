// What the frame of the chat pages has to do once a page is usable, and its live connection opens.
export { ConnectionBanner } from "@/components/realtime/connection-banner";
export { ShellHost } from "./shell-host";
