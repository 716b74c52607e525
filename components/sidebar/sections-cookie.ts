/**
 * The cookie names the sections of the chat list that are not as they are at first: the archived chats unfolded, others folded.
 * The server reads it, so that the first paint is right.
 */
export const SECTIONS_COOKIE = "parley-sections";
