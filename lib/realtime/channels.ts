/**
 * The only place where channel names are built and parsed. Names are Pusher's: a `private-` or `presence-` prefix
 * means that every subscription is authorised.
 */
export type Channel =
  | { type: "room"; roomId: string }
  | { type: "room-presence"; roomId: string }
  | { type: "user"; userId: string }
  | { type: "everyone" };

const ID = "([a-z0-9]{1,32})";
const ROOM = new RegExp(`^private-room-${ID}$`);
const ROOM_PRESENCE = new RegExp(`^presence-room-${ID}$`);
const USER = new RegExp(`^private-user-${ID}$`);

/** Every change of that room. */
export const roomChannel = (roomId: string): string => `private-room-${roomId}`;
/** Who has that room on screen, and who is typing in it. */
export const roomPresenceChannel = (roomId: string): string => `presence-room-${roomId}`;
/** What concerns one person: read state, memberships. */
export const userChannel = (userId: string): string => `private-user-${userId}`;
/** What everybody signed in may know: profiles, who is online. */
export const EVERYONE_CHANNEL = "private-everyone";

/** What `name` stands for, or null when it is no channel of Parley's. Whole-string match: nothing can be appended. */
export function parseChannel(name: string): Channel | null {
  if (name === EVERYONE_CHANNEL) return { type: "everyone" };
  const room = ROOM.exec(name)?.[1];
  if (room && name === roomChannel(room)) return { type: "room", roomId: room };
  const presence = ROOM_PRESENCE.exec(name)?.[1];
  if (presence && name === roomPresenceChannel(presence)) return { type: "room-presence", roomId: presence };
  const user = USER.exec(name)?.[1];
  if (user && name === userChannel(user)) return { type: "user", userId: user };
  return null;
}
