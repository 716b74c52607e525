/** Limits of what people are called and type, in characters. Forms show them, and need no schema for that. */
export const USERNAME_MIN = 2;
export const USERNAME_MAX = 32;
export const PASSWORD_MIN = 8;
export const DISPLAY_NAME_MAX = 64;
export const STATUS_TEXT_MAX = 100;
