// What the chat list loads once the page is usable.
export { FindResults } from "./find-results";
export { NewMenu } from "./new-menu";
export { NothingUnread } from "./nothing-unread";
export { SidebarHost } from "./sidebar-host";
export { TopLinks } from "./top-links";
export { ViewerMenuList } from "./viewer-menu-list";
