import "server-only";
import { writeAdded } from "../activity/added.ts";
import { type AccessedRoom, accessRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { db, type Tx, write } from "../db/doors.ts";
import { isUniqueViolation } from "../db/errors.ts";
import { AppError, invalidField } from "../errors.ts";
import { changePicture } from "../files/change-picture.ts";
import { markFilesGone, removeBytesSoon } from "../files/removal.ts";
import { createId } from "../ids.ts";
import { requireBelowRoomLimit } from "../members/room-limit.ts";
import { appendNotice } from "../messages/append-message.ts";
import type { Message } from "../messages/schema.ts";
import { roomChannel } from "../realtime/channels.ts";
import { publish } from "../realtime/publish.ts";
import { foldName, withoutInvisible } from "../text.ts";
import { requireActivePeople } from "../users/require-active-people.ts";
import { announceMembership, announceNotice } from "./announce.ts";
import { directKey } from "./direct-key.ts";
import type { CreateRoomInput, UpdateRoomInput } from "./input-schema.ts";
import { canDelete } from "./policy.ts";
import { getRoom } from "./queries.ts";
import { listChanges, requireMay } from "./room-changes.ts";
import { lockRoom } from "./room-clock.ts";
import { toPolicyRoom } from "./rows.ts";
import { DIRECT_PEOPLE_MAX, type Room, TOO_MANY_DIRECT_PEOPLE } from "./schema.ts";

/**
 * Makes an open or a private room that the viewer owns, or finds or makes the direct chat of a set of people; `created`
 * is false when it existed. Throws `invalid` for a name that is taken and for people who do not exist.
 */
export async function createRoom(viewer: Viewer, input: CreateRoomInput): Promise<{ room: Room; created: boolean }> {
  if (input.kind === "DIRECT") return openDirect(viewer, input.userIds);
  const { kind, name, topic } = input;
  const others = input.kind === "PRIVATE" ? await requireOthers(viewer, input.userIds) : [];
  const id = createId();
  await write(async (tx) => {
    await requireOthers(viewer, others, tx);
    await requireBelowRoomLimit(tx, viewer.id, [viewer.id, ...others]);
    await tx.room.createMany({
      data: { id, kind, name, topic, threads: "ON", openNameKey: nameKey(kind, name) },
    });
    await tx.membership.createMany({
      data: [
        { roomId: id, userId: viewer.id, role: "OWNER" },
        ...others.map((userId) => ({ roomId: id, userId, addedById: viewer.id })),
      ],
    });
    await writeAdded(tx, await appendNotice(tx, id, viewer, { type: "created" }), others);
  }).catch(refuseTakenName);
  announceMembership([viewer.id, ...others], id, true);
  return { room: await getRoom(viewer, id), created: true };
}

/**
 * Changes the name, topic, picture, kind, threads, right to mention everybody or archive state of a room, each by its own rule, and writes a notice for
 * each. Throws `not_found` to outsiders, `forbidden` when a rule forbids it, `invalid` for a name that is taken.
 */
export async function updateRoom(viewer: Viewer, roomId: string, input: UpdateRoomInput): Promise<Room> {
  const allowedChanges = (access: AccessedRoom) => {
    const changes = listChanges(access.room, input);
    for (const change of changes) requireMay(viewer, access, change);
    return changes;
  };
  if (allowedChanges(await accessRoom(viewer, roomId)).length === 0) return getRoom(viewer, roomId);
  const notices = await write(async (tx) => {
    await lockRoom(tx, roomId);
    const access = await accessRoom(viewer, roomId, tx);
    const kind = input.kind ?? access.room.kind;
    const name = input.name ?? access.room.name;
    const written: Message[] = [];
    for (const change of allowedChanges(access)) written.push(await appendNotice(tx, roomId, viewer, change));
    if (input.pictureId !== undefined)
      await changePicture(tx, viewer, { before: access.room.pictureId, after: input.pictureId, roomId });
    await tx.room.update({
      where: { id: roomId },
      data: {
        name,
        kind,
        topic: input.topic,
        pictureId: input.pictureId,
        threads: input.threads,
        mentionAll: input.mentionAll,
        openNameKey: nameKey(kind, name),
        ...(input.archived === undefined ? {} : { archivedAt: input.archived ? new Date() : null }),
      },
    });
    return written;
  }).catch(refuseTakenName);
  if (input.pictureId !== undefined) removeBytesSoon();
  const room = await getRoom(viewer, roomId);
  const { kind, name, memberCount, archivedAt, topic, pictureId, threads, mentionAll } = room;
  const facts = { kind, name, topic, pictureId, memberCount, archivedAt, threads, mentionAll };
  for (const notice of notices) announceNotice(notice, facts);
  return room;
}

/** Deletes a room with all its messages. Throws `not_found` to outsiders and `forbidden` to all but owners. */
export async function deleteRoom(viewer: Viewer, roomId: string): Promise<void> {
  const requireMayDelete = ({ room, membership }: AccessedRoom) => {
    if (canDelete(viewer, toPolicyRoom(room, membership))) return;
    const why = room.isDefault ? "The room that everyone joins stays." : "Only an owner can delete a room.";
    throw new AppError("forbidden", why);
  };
  requireMayDelete(await accessRoom(viewer, roomId));
  const members = await write(async (tx) => {
    await lockRoom(tx, roomId);
    requireMayDelete(await accessRoom(viewer, roomId, tx));
    const rows = await tx.membership.findMany({ where: { roomId }, select: { userId: true } });
    await markFilesGone(tx, { roomId });
    await tx.room.deleteMany({ where: { id: roomId } });
    return rows.map((row) => row.userId);
  });
  removeBytesSoon();
  publish(roomChannel(roomId), "room.deleted", { roomId });
  announceMembership(members, roomId, false);
}

async function openDirect(viewer: Viewer, userIds: string[]): Promise<{ room: Room; created: boolean }> {
  const people = [...new Set([viewer.id, ...userIds])];
  const key = directKey(people);
  const found = await findDirect(key);
  // An existing chat is returned even when somebody in it cannot be reached any more.
  if (found) return { room: await getRoom(viewer, found), created: false };
  if (people.length > DIRECT_PEOPLE_MAX) throw invalidField("userIds", TOO_MANY_DIRECT_PEOPLE);
  await requireOthers(viewer, userIds);
  const id = createId();
  try {
    await write(async (tx) => {
      await requireOthers(viewer, userIds, tx);
      await requireBelowRoomLimit(tx, viewer.id, people);
      await tx.room.createMany({ data: { id, kind: "DIRECT", directKey: key, threads: "ON" } });
      await tx.membership.createMany({ data: people.map((userId) => ({ roomId: id, userId })) });
    });
  } catch (error) {
    // Two people opened the same chat at once, and the unique key let one of them create it.
    const first = isUniqueViolation(error) ? await findDirect(key) : null;
    if (!first) throw error;
    return { room: await getRoom(viewer, first), created: false };
  }
  announceMembership(people, id, true);
  return { room: await getRoom(viewer, id), created: true };
}

async function findDirect(key: string): Promise<string | null> {
  const room = await db().room.findUnique({ where: { directKey: key }, select: { id: true } });
  return room?.id ?? null;
}

/**
 * Returns the given people without the viewer and without duplicates. Throws `invalid` when one of them cannot be
 * reached.
 */
async function requireOthers(viewer: Viewer, userIds: string[], tx?: Tx): Promise<string[]> {
  const others = [...new Set(userIds)].filter((id) => id !== viewer.id);
  await requireActivePeople(others, tx);
  return others;
}

function nameKey(kind: Room["kind"], name: string): string | null {
  return kind === "OPEN" ? foldName(withoutInvisible(name)) : null;
}

function refuseTakenName(error: unknown): never {
  if (isUniqueViolation(error, "openNameKey"))
    throw invalidField("name", "There is an open room of that name. Try another.");
  throw error;
}
