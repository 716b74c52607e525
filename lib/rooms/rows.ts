import type { Membership, Room as RoomRow } from "../../prisma/generated/client.ts";
import { isoTime } from "../iso-time.ts";
import { toPreview } from "../messages/preview.ts";
import type { Message } from "../messages/schema.ts";
import type { Author } from "../users/schema.ts";
import { directName } from "./direct-name.ts";
import { DEFAULT_SETTINGS, type MemberSettings } from "./member-settings.ts";
import type { Room, RoomFacts } from "./schema.ts";

/** Turns a row into a room for the functions of `policy`. */
export function toPolicyRoom(room: RoomRow, membership: Pick<Membership, "role"> | null) {
  return {
    kind: room.kind,
    isDefault: room.isDefault,
    archivedAt: room.archivedAt && isoTime(room.archivedAt),
    joined: membership !== null,
    role: membership?.role ?? null,
  };
}

/** A direct chat that somebody has left has lost its key, and remains a group. */
function isGroup(room: Pick<RoomRow, "kind" | "directKey">, memberCount: number): boolean {
  return room.kind === "DIRECT" && (room.directKey === null || memberCount > 2);
}

/** Returns the facts of a room that are the same for everybody who sees it. */
export function toFacts(room: RoomRow, memberCount: number): RoomFacts {
  return {
    kind: room.kind,
    name: room.name,
    topic: room.topic,
    pictureId: room.pictureId,
    memberCount,
    archivedAt: room.archivedAt && isoTime(room.archivedAt),
    threads: room.threads,
    mentionAll: room.mentionAll,
  };
}

export type RoomParts = {
  room: RoomRow;
  membership: Pick<Membership, "role" | "lastReadSeq" | keyof MemberSettings> | null;
  memberCount: number;
  unread: number;
  mentioned: boolean;
  addedBy: Author | null;
  last: Message | null;
  people: Author[];
};

/** Returns a room as one viewer sees it. */
export function toRoom(parts: RoomParts): Room {
  const { room, membership, people } = parts;
  const { kind, topic, pictureId, memberCount, archivedAt, threads, mentionAll } = toFacts(room, parts.memberCount);
  // Every field is named here, because an object that begins as a copy of another takes a microsecond for each field more.
  return {
    id: room.id,
    kind,
    name: kind === "DIRECT" ? directName(people) : room.name,
    topic,
    pictureId,
    memberCount,
    archivedAt,
    threads,
    mentionAll,
    isDefault: room.isDefault,
    isGroup: isGroup(room, parts.memberCount),
    createdAt: isoTime(room.createdAt),
    lastActivityAt: isoTime(room.lastActivityAt),
    seq: room.seq,
    rev: room.rev,
    joined: membership !== null,
    role: membership?.role ?? null,
    lastReadSeq: membership?.lastReadSeq ?? 0,
    unread: parts.unread,
    mentioned: parts.mentioned,
    addedBy: parts.addedBy,
    lastMessage: parts.last && toPreview(parts.last),
    people,
    settings: membership ? toSettings(membership) : DEFAULT_SETTINGS,
  };
}

/** A mute whose time is over has ended, whatever the row still says. */
function toSettings({ level, mutedUntil, favouriteOrder }: Pick<Membership, keyof MemberSettings>): MemberSettings {
  const isOver = mutedUntil === null || mutedUntil.getTime() <= Date.now();
  return { level, mutedUntil: isOver ? null : isoTime(mutedUntil), favouriteOrder };
}
