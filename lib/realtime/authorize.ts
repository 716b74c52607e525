import "server-only";
import { requireSession } from "../auth/sessions.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { getConfig } from "../config.ts";
import { readSql } from "../db/doors.ts";
import { IN_MANY, many } from "../db/many.ts";
import { AppError } from "../errors.ts";
import { log } from "../log.ts";
import { type Channel, parseChannel } from "./channels.ts";
import type { PresenceInfo } from "./events.ts";
import { getHub } from "./hub.ts";
import { getPusher } from "./pusher.ts";
import type { ChannelAuthorization } from "./schema.ts";

/**
 * Signs `channels` for one socket of the viewer: each only if the viewer may read it now. One query for all rooms.
 * A refused channel says nothing about whether there is such a room. Throws `forbidden` for a socket that has closed
 * or is not the viewer's.
 */
export async function authorizeChannels(
  viewer: Viewer,
  socketId: string,
  channels: string[],
): Promise<Record<string, ChannelAuthorization>> {
  await claimSocket(viewer, socketId);
  const parsed = channels.map((name) => ({ name, channel: parseChannel(name) }));
  const mine = await listMyRooms(
    viewer,
    parsed.flatMap(({ channel }) => (channel && "roomId" in channel ? [channel.roomId] : [])),
  );
  const refused: string[] = [];
  const entries = parsed.map(({ name, channel }) => {
    if (channel && mayRead(viewer, channel, mine)) return [name, sign(viewer, socketId, name, channel)] as const;
    refused.push(name);
    return [name, { error: "You cannot read this channel." }] as const;
  });
  // One line, however many were asked for at once.
  if (refused.length > 0)
    log.warn("channels refused", { userId: viewer.id, count: refused.length, first: refused[0]?.slice(0, 100) });
  return Object.fromEntries(entries);
}

/** As `authorizeChannels`, for one. Throws `bad_request` for what is no channel of ours, `forbidden` for what may not be read. */
export async function authorizeOne(viewer: Viewer, socketId: string, name: string) {
  if (!parseChannel(name)) throw new AppError("bad_request", "That is not a channel.");
  const answer = (await authorizeChannels(viewer, socketId, [name]))[name];
  if (!answer || "error" in answer) throw new AppError("forbidden", "You cannot read this channel.");
  return answer;
}

/** Signs the viewer's identity for one socket, so that it can be closed by it. */
export async function authorizeUser(viewer: Viewer, socketId: string): Promise<{ auth: string; user_data: string }> {
  await claimSocket(viewer, socketId);
  return getPusher().authenticateUser(socketId, { id: viewer.id, user_info: infoOf(viewer) });
}

/**
 * Notes whose socket it is, so that a removal, a log-out or a ban closes it at once, also when it never signs in. A
 * socket that this process does not know may live in another one, so it is signed for: socket ids are random, nobody
 * gets a signature for one that is yet to come.
 */
async function claimSocket(viewer: Viewer, socketId: string): Promise<void> {
  const isEmbedded = getConfig().realtime.transport === "embedded";
  if (isEmbedded && getHub()?.bind(socketId, { userId: viewer.id, sessionId: viewer.sessionId }) === "taken")
    throw new AppError("forbidden", "That socket belongs to somebody else.");
  // In this order: whoever ends the session from now on finds the socket, and an end before this is seen here.
  await requireSession(viewer);
}

async function listMyRooms(viewer: Viewer, roomIds: string[]): Promise<Set<string>> {
  if (roomIds.length === 0) return new Set();
  const rows = await readSql().all<{ roomId: string }>(
    `SELECT "roomId" FROM "Membership" WHERE "userId" = ? AND "roomId" ${IN_MANY}`,
    viewer.id,
    many(roomIds),
  );
  return new Set(rows.map((row) => row.roomId));
}

function mayRead(viewer: Viewer, channel: Channel, rooms: Set<string>): boolean {
  switch (channel.type) {
    case "everyone":
      return true;
    case "user":
      return channel.userId === viewer.id;
    case "room":
    case "room-presence":
      return rooms.has(channel.roomId);
  }
}

function sign(viewer: Viewer, socketId: string, name: string, channel: Channel): ChannelAuthorization {
  const { auth, channel_data } = getPusher().authorizeChannel(
    socketId,
    name,
    channel.type === "room-presence" ? { user_id: viewer.id, user_info: infoOf(viewer) } : undefined,
  );
  return channel_data === undefined ? { auth } : { auth, channel_data };
}

/** Who is there, as `events` has it for all who see them. */
function infoOf({ username, displayName, pictureId }: Viewer): PresenceInfo {
  return { username, displayName, pictureId };
}
