/** "hidden" when the chat list was last hidden on a wide screen; read by the server, so that the first paint is right. */
export const SIDEBAR_COOKIE = "parley-sidebar";
