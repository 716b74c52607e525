/**
 * The cookie is "hidden" when the chat list was last hidden on a wide screen. The server reads it, so that the first
 * paint is right.
 */
export const SIDEBAR_COOKIE = "parley-sidebar";
