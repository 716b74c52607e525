/** A time such as 10:30:15 and a path such as std:map: have no name in them. */
const NAMED = /(?<![\p{L}\p{N}]):([\w-]{2,32}):/u;

/** A text in pieces: those at odd places may be names of custom emoji, without their colons. A room loads it, so it is a file. */
export const splitAtNames = (text: string): string[] => text.split(NAMED);
