// What the chat list loads once the page is usable.
export { NothingUnread } from "./nothing-unread";
export { SidebarHost } from "./sidebar-host";
