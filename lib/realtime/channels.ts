/**
 * A channel of Parley's. Channel names are built and parsed only in this file. Their prefixes `private-` and
 * `presence-` are Pusher's: with them every subscription is authorised.
 */
export type Channel =
  | { type: "room"; roomId: string }
  | { type: "room-presence"; roomId: string }
  | { type: "user"; userId: string }
  | { type: "focus"; userId: string }
  | { type: "everyone" };

const ID = "([a-z0-9]{1,32})";
const ROOM = new RegExp(`^private-room-${ID}$`);
const ROOM_PRESENCE = new RegExp(`^presence-room-${ID}$`);
const USER = new RegExp(`^private-user-${ID}$`);
const FOCUS = new RegExp(`^private-focus-${ID}$`);

/** Carries every change of the room and its messages. */
export const roomChannel = (roomId: string): string => `private-room-${roomId}`;
/** Carries who has the room on screen, and who is typing in it. */
export const roomPresenceChannel = (roomId: string): string => `presence-room-${roomId}`;
/** Carries what concerns one person: read state, memberships, drafts. */
export const userChannel = (userId: string): string => `private-user-${userId}`;
/** Carries nothing. It is occupied while a page of the person has the focus: lib/realtime/looking. */
export const focusChannel = (userId: string): string => `private-focus-${userId}`;
/** Carries what every signed-in person may know: profiles, who is online. */
export const EVERYONE_CHANNEL = "private-everyone";

/**
 * Parses a channel's name. Returns null for a name that is not Parley's; the whole name must match, so nothing can be
 * appended.
 */
export function parseChannel(name: string): Channel | null {
  if (name === EVERYONE_CHANNEL) return { type: "everyone" };
  const room = ROOM.exec(name)?.[1];
  if (room && name === roomChannel(room)) return { type: "room", roomId: room };
  const presence = ROOM_PRESENCE.exec(name)?.[1];
  if (presence && name === roomPresenceChannel(presence)) return { type: "room-presence", roomId: presence };
  const user = USER.exec(name)?.[1];
  if (user && name === userChannel(user)) return { type: "user", userId: user };
  const focus = FOCUS.exec(name)?.[1];
  if (focus && name === focusChannel(focus)) return { type: "focus", userId: focus };
  return null;
}
