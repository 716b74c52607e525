import "server-only";
import { writeAdded } from "../activity/added.ts";
import { type AccessedRoom, accessRoom, accessVisibleRoom, type VisibleRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { db, type Tx, write } from "../db/doors.ts";
import { AppError, notFound } from "../errors.ts";
import { appendNotice } from "../messages/append-message.ts";
import type { Message } from "../messages/schema.ts";
import type { SystemEvent } from "../messages/system-event.ts";
import { userChannel } from "../realtime/channels.ts";
import { disconnect, publish } from "../realtime/publish.ts";
import { announceMembership, announceNotice } from "../rooms/announce.ts";
import { canAddPeople, canChangeRole, canJoin, canLeave, canRemove } from "../rooms/policy.ts";
import { getRoom } from "../rooms/queries.ts";
import { loadRoomCounts } from "../rooms/room-counts.ts";
import { toFacts, toPolicyRoom } from "../rooms/rows.ts";
import type { MemberRole, Room } from "../rooms/schema.ts";
import { readThreadsOnJoining } from "../threads/follow-rows.ts";
import { requireActivePeople } from "../users/require-active-people.ts";
import { ACTIVE, authorSelect, toAuthor } from "../users/rows.ts";
import { requireBelowRoomLimit } from "./room-limit.ts";
import { memberSelect, toMember } from "./rows.ts";
import type { Member } from "./schema.ts";

/** Makes the viewer a member of an open room, once. Throws `not_found`, and `forbidden` for an archived room. */
export async function joinRoom(viewer: Viewer, roomId: string): Promise<Room> {
  const { room, membership } = await accessVisibleRoom(viewer, roomId);
  if (membership) return getRoom(viewer, roomId);
  const requireMay = (access: VisibleRoom) => {
    if (!access.membership && !canJoin(toPolicyRoom(access.room, null)))
      throw new AppError("forbidden", "This room is archived. Nobody can join it.");
  };
  requireMay({ room, membership });
  await addMemberships(viewer, roomId, [viewer.id], { type: "joined" }, async (tx) =>
    requireMay(await accessVisibleRoom(viewer, roomId, tx)),
  );
  return getRoom(viewer, roomId);
}

/** Adds people to a room; members are skipped. Throws `not_found` to outsiders, `forbidden`, `invalid`. */
export async function addMembers(viewer: Viewer, roomId: string, userIds: string[]): Promise<Room> {
  const requireMay = ({ room, membership }: AccessedRoom) => {
    if (canAddPeople(viewer, toPolicyRoom(room, membership))) return;
    const why = "You cannot add people to this room.";
    throw new AppError("forbidden", room.kind === "DIRECT" ? "Start a new chat to talk with more people." : why);
  };
  requireMay(await accessRoom(viewer, roomId));
  const people = await db().user.findMany({
    where: { id: { in: userIds }, ...ACTIVE, memberships: { none: { roomId } } },
    select: authorSelect,
  });
  await requireActivePeople(userIds);
  if (people.length > 0)
    await addMemberships(
      viewer,
      roomId,
      people.map((person) => person.id),
      { type: "added", people },
      async (tx) => {
        requireMay(await accessRoom(viewer, roomId, tx));
        await requireActivePeople(userIds, tx);
      },
    );
  return getRoom(viewer, roomId);
}

/** Leaves a room. Throws `conflict` for its only owner while others are in it: ownership must be given first. */
export async function leaveRoom(viewer: Viewer, roomId: string): Promise<void> {
  await accessRoom(viewer, roomId);
  const room = await getRoom(viewer, roomId);
  if (!canLeave(room)) throw new AppError("forbidden", "A chat of two cannot be left.");
  await removeMembership(viewer, roomId, viewer.id, { type: "left" }, async (tx) => {
    // A direct chat that somebody left is no longer the one chat of its people; opening it again makes a new one.
    if (room.kind === "DIRECT") await tx.room.update({ where: { id: roomId }, data: { directKey: null } });
  });
}

/** Removes a member from a room, whose open sockets stop receiving at once. Throws `not_found`, `forbidden`. */
export async function removeMember(viewer: Viewer, roomId: string, userId: string): Promise<void> {
  const getRemovable = async (tx?: Tx) => {
    const { room, membership } = await accessRoom(viewer, roomId, tx);
    const target = await getMembership(roomId, userId, tx);
    if (!canRemove(viewer, toPolicyRoom(room, membership), target))
      throw new AppError("forbidden", `You cannot remove ${target.user.displayName} from this room.`);
    return target.user;
  };
  const people = [toAuthor(await getRemovable())];
  await removeMembership(viewer, roomId, userId, { type: "removed", people }, getRemovable);
}

/** Makes a member an owner, a moderator or a plain member. Throws `conflict` when no owner would be left. */
export async function changeRole(viewer: Viewer, roomId: string, userId: string, role: MemberRole): Promise<Member> {
  const requireMay = ({ room, membership }: AccessedRoom) => {
    if (!canChangeRole(viewer, toPolicyRoom(room, membership)))
      throw new AppError("forbidden", "Only an owner can change roles.");
  };
  const access = await accessRoom(viewer, roomId);
  const target = await getMembership(roomId, userId);
  requireMay(access);
  if (target.role !== role) {
    const event: SystemEvent = { type: "role", people: [toAuthor(target.user)], role };
    const notice = await write(async (tx) => {
      const written = await appendNotice(tx, roomId, viewer, event);
      requireMay(await accessRoom(viewer, roomId, tx));
      const before = await getMembership(roomId, userId, tx);
      await tx.membership.updateMany({ where: { roomId, userId }, data: { role } });
      if (before.role === "OWNER" && role !== "OWNER") await requireOwner(tx, roomId);
      return written;
    });
    await announce(viewer, notice);
    publish(userChannel(userId), "membership.changed", { roomId, joined: true });
  }
  return toMember({ ...target, role });
}

/** A check that is repeated inside the transaction. */
type Check = (tx: Tx) => Promise<unknown>;

async function addMemberships(
  viewer: Viewer,
  roomId: string,
  userIds: string[],
  event: SystemEvent,
  check: Check,
): Promise<void> {
  const notice = await write(async (tx) => {
    const written = await appendNotice(tx, roomId, viewer, event);
    await check(tx);
    const present = await tx.membership.findMany({
      where: { roomId, userId: { in: userIds } },
      select: { userId: true },
    });
    const missing = userIds.filter((id) => !present.some((row) => row.userId === id));
    // Somebody else added them meanwhile, so the notice is rolled back.
    if (missing.length === 0) throw ALREADY_DONE;
    await requireBelowRoomLimit(tx, viewer.id, missing);
    // Messages from before they joined are not unread.
    const more = { roomId, lastReadSeq: written.seq, addedById: event.type === "added" ? viewer.id : null };
    await tx.membership.createMany({ data: missing.map((userId) => ({ userId, ...more })) });
    await readThreadsOnJoining(tx, roomId, missing, written.seq);
    if (event.type === "added") await writeAdded(tx, written, missing);
    return written;
  }).catch(ignoreAlreadyDone);
  if (!notice) return;
  await announce(viewer, notice);
  announceMembership(userIds, roomId, true);
}

async function removeMembership(
  viewer: Viewer,
  roomId: string,
  userId: string,
  event: SystemEvent,
  check?: Check,
): Promise<void> {
  const notice = await write(async (tx) => {
    const written = await appendNotice(tx, roomId, viewer, event);
    await check?.(tx);
    const before = await tx.membership.findUnique({ where: { roomId_userId: { roomId, userId } } });
    const { count } = await tx.membership.deleteMany({ where: { roomId, userId } });
    if (count === 0) throw ALREADY_DONE;
    if (before?.role === "OWNER" && (await tx.membership.count({ where: { roomId } })) > 0)
      await requireOwner(tx, roomId);
    return written;
  }).catch(ignoreAlreadyDone);
  if (!notice) return;
  // The sockets are closed first, so that the removed person does not receive the notice.
  announceMembership([userId], roomId, false);
  disconnect(userId);
  await announce(viewer, notice);
}

const ALREADY_DONE = new AppError("conflict", "This has been done already.");

function ignoreAlreadyDone(error: unknown): null {
  if (error === ALREADY_DONE) return null;
  throw error;
}

/** Owners who cannot log in do not count, because they cannot manage the room. */
async function requireOwner(tx: Tx, roomId: string): Promise<void> {
  if ((await tx.membership.count({ where: { roomId, role: "OWNER", user: ACTIVE } })) > 0) return;
  throw new AppError("conflict", "A room needs an owner. Make somebody else an owner first.");
}

async function announce(viewer: Viewer, notice: Message): Promise<void> {
  const room = await db().room.findUnique({ where: { id: notice.roomId } });
  const counts = await loadRoomCounts(viewer.id, [notice.roomId]);
  if (room) announceNotice(notice, toFacts(room, counts.get(room.id)?.memberCount ?? 0));
}

async function getMembership(roomId: string, userId: string, tx?: Tx) {
  const membership = await (tx ?? db()).membership.findUnique({
    where: { roomId_userId: { roomId, userId } },
    select: { userId: true, ...memberSelect },
  });
  if (!membership) throw notFound("member");
  return membership;
}
