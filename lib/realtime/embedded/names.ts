/** Channel names as in Pusher's "Channel naming conventions": 1-164 letters, digits and `_ - = @ , . ;`. */
const CHANNEL_NAME = /^[A-Za-z0-9_\-=@,.;]{1,164}$/;
/** Pusher reserves `#`; this prefix carries the events for one signed-in user. */
const USER_CHANNEL_PREFIX = "#server-to-user-";
const SOCKET_ID = /^\d{1,20}\.\d{1,20}$/;
const EVENT_NAME_MAX_CHARS = 200;
const USER_ID_MAX_CHARS = 128;

/**
 * Whether clients may subscribe to this name. JavaScript's `$` without the m flag does not accept a trailing newline.
 */
export function isChannelName(name: unknown): name is string {
  return typeof name === "string" && CHANNEL_NAME.test(name);
}

/** The user of a `#server-to-user-<id>` channel, or null when it is not one. */
export function userOfChannel(name: string): string | null {
  if (!name.startsWith(USER_CHANNEL_PREFIX)) return null;
  const userId = name.slice(USER_CHANNEL_PREFIX.length);
  return isUserId(userId) ? userId : null;
}

/** Whether the server may publish to this name: a channel, or the channel of one user. */
export function isPublishable(name: unknown): name is string {
  return isChannelName(name) || (typeof name === "string" && userOfChannel(name) !== null);
}

export function isPresence(name: string): boolean {
  return name.startsWith("presence-");
}

/** Private, encrypted and presence channels need a signature, and so do their cache variants. */
export function needsSignature(name: string): boolean {
  return name.startsWith("private-") || isPresence(name);
}

/**
 * Whether the channel remembers its last event: `cache-`, `private-cache-`, `private-encrypted-cache-`,
 * `presence-cache-`.
 */
export function isCache(name: string): boolean {
  return /^(private-|private-encrypted-|presence-)?cache-/.test(name);
}

/** Whether this is an event name of 1-200 characters without the prefixes reserved for the server. */
export function isEventName(name: unknown): name is string {
  return (
    typeof name === "string" &&
    name.length > 0 &&
    name.length <= EVENT_NAME_MAX_CHARS &&
    !/^pusher(_internal)?:/.test(name)
  );
}

/** Whether this is a user id of 1-128 characters (Pusher's "Presence channels" allows 128). */
export function isUserId(id: unknown): id is string {
  return typeof id === "string" && id.length > 0 && id.length <= USER_ID_MAX_CHARS;
}

export function isSocketId(id: unknown): id is string {
  return typeof id === "string" && SOCKET_ID.test(id);
}
