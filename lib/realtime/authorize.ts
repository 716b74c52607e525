import "server-only";
import { requireSession } from "../auth/sessions.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { getConfig } from "../config.ts";
import { sql } from "../db/doors.ts";
import { sqlList } from "../db/sql.ts";
import { AppError } from "../errors.ts";
import { log } from "../log.ts";
import { type Channel, parseChannel } from "./channels.ts";
import type { PresenceInfo } from "./events.ts";
import { getPusher } from "./pusher-http-api.ts";
import type { ChannelAuthorization } from "./schema.ts";
import { getHub } from "./shared-hub.ts";

/**
 * Signs those of `channels` that the viewer may read now, for one socket of theirs. One query covers all rooms. A
 * refusal does not reveal whether the room exists. Throws `forbidden` when the socket belongs to somebody else, and
 * what `requireSession` throws when the session has ended.
 */
export async function authorizeChannels(
  viewer: Viewer,
  socketId: string,
  channels: string[],
): Promise<Record<string, ChannelAuthorization>> {
  await bindSocket(viewer, socketId);
  const parsed = channels.map((name) => ({ name, channel: parseChannel(name) }));
  const memberRoomIds = await listMyRooms(
    viewer,
    parsed.flatMap(({ channel }) => (channel && "roomId" in channel ? [channel.roomId] : [])),
  );
  const refused: string[] = [];
  const entries = parsed.map(({ name, channel }) => {
    if (channel && mayRead(viewer, channel, memberRoomIds))
      return [name, signChannel(viewer, socketId, name, channel)] as const;
    refused.push(name);
    return [name, { error: "You cannot read this channel." }] as const;
  });
  // All refused channels of a request share one line of the log.
  if (refused.length > 0)
    log.warn("channels refused", { userId: viewer.id, count: refused.length, first: refused[0]?.slice(0, 100) });
  return Object.fromEntries(entries);
}

/**
 * Signs one channel, as `authorizeChannels` does. Throws `bad_request` when the name is no channel of Parley's, and
 * `forbidden` when the viewer may not read it.
 */
export async function authorizeChannel(viewer: Viewer, socketId: string, name: string) {
  if (!parseChannel(name)) throw new AppError("bad_request", "That is not a channel.");
  const answer = (await authorizeChannels(viewer, socketId, [name]))[name];
  if (!answer || "error" in answer) throw new AppError("forbidden", "You cannot read this channel.");
  return answer;
}

/** Signs the viewer's identity for one socket (Pusher's `user_data`), so that the server can close it by user id. */
export async function authorizeUser(viewer: Viewer, socketId: string): Promise<{ auth: string; user_data: string }> {
  await bindSocket(viewer, socketId);
  return getPusher().authenticateUser(socketId, { id: viewer.id, user_info: toPresenceInfo(viewer) });
}

/**
 * Binds the socket to the viewer, so that a removal, a log-out or a ban closes it at once, even when it never signs in.
 * A socket that this process does not know may belong to another process, so it is signed for: socket ids are random,
 * and nobody can ask for a signature before the socket exists.
 */
async function bindSocket(viewer: Viewer, socketId: string): Promise<void> {
  const isEmbedded = getConfig().realtime.transport === "embedded";
  if (isEmbedded && getHub()?.bind(socketId, { userId: viewer.id, sessionId: viewer.sessionId }) === "taken")
    throw new AppError("forbidden", "That socket belongs to somebody else.");
  // The session is checked after the binding: if it ends later, the socket is found and closed; if it ended earlier,
  // this check throws.
  await requireSession(viewer);
}

async function listMyRooms(viewer: Viewer, roomIds: string[]): Promise<Set<string>> {
  if (roomIds.length === 0) return new Set();
  const rows = await sql.all<{ roomId: string }>`
    SELECT "roomId" FROM "Membership" WHERE "userId" = ${viewer.id} AND "roomId" IN ${sqlList(roomIds)}`;
  return new Set(rows.map((row) => row.roomId));
}

function mayRead(viewer: Viewer, channel: Channel, rooms: Set<string>): boolean {
  switch (channel.type) {
    case "everyone":
      return true;
    case "user":
    case "focus":
      return channel.userId === viewer.id;
    case "room":
    case "room-presence":
      return rooms.has(channel.roomId);
  }
}

function signChannel(viewer: Viewer, socketId: string, name: string, channel: Channel): ChannelAuthorization {
  const { auth, channel_data } = getPusher().authorizeChannel(
    socketId,
    name,
    channel.type === "room-presence" ? { user_id: viewer.id, user_info: toPresenceInfo(viewer) } : undefined,
  );
  return channel_data === undefined ? { auth } : { auth, channel_data };
}

/** The public profile that everybody in the presence channel sees. */
function toPresenceInfo({ username, displayName, pictureId }: Viewer): PresenceInfo {
  return { username, displayName, pictureId };
}
