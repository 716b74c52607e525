import "server-only";
import { dropSessionCache, endAllSessions } from "../auth/sessions.ts";
import { type Tx, write } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import { removeBytesSoon } from "../files/removal.ts";
import { EVERYONE_CHANNEL } from "../realtime/channels.ts";
import { disconnect, publish } from "../realtime/publish.ts";
import { settleNames } from "../users/names.ts";
import { toUser } from "../users/rows.ts";
import {
  type Administrator,
  getAccountHolder,
  noteInLog,
  requireAdministrator,
  requireMay,
  requireStillMay,
} from "./administrator.ts";
import { announceDeparture, announceHandOvers, type Departure, leaveEverything } from "./departure.ts";
import { handOverRooms } from "./hand-over.ts";
import { removeLeftovers } from "./leftovers.ts";
import { accountSelect, toAccount } from "./queries.ts";
import { type Account, type ChangeAccountInput, DELETED_PERSON } from "./schema.ts";

/**
 * Makes and unmakes administrators, and disables and enables accounts. Disabling ends the person's sessions and closes
 * their sockets at once; their messages, memberships and files stay. Throws `forbidden`, `not_found`, and `conflict` for
 * the last administrator and for making an administrator of a disabled account.
 */
export async function changeAccount(by: Administrator, userId: string, input: ChangeAccountInput): Promise<Account> {
  requireMay(by);
  const done = await write(async (tx) => {
    await requireStillMay(tx, by);
    const before = await getAccountHolder(tx, userId);
    const disabledAt = input.disabled === undefined ? before.disabledAt : input.disabled ? new Date() : null;
    const isDisabling = disabledAt !== null && before.disabledAt === null;
    const isEnabling = disabledAt === null && before.disabledAt !== null;
    if (input.role === "ADMIN" && disabledAt !== null)
      throw new AppError("conflict", "A disabled account cannot be an administrator's. Enable it first.");
    await tx.user.updateMany({
      where: { id: userId },
      data: { role: input.role, ...((isDisabling || isEnabling) && { disabledAt }) },
    });
    await requireAdministrator(tx);
    if (isDisabling) await lockOut(tx, userId);
    const handOvers = isDisabling || isEnabling ? await handOverRooms(tx, userId) : [];
    const row = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: accountSelect });
    const isNewRole = before.role !== row.role;
    return { row, isDisabling, isEnabling, isNewRole, handOvers };
  });
  const { row, isDisabling, isEnabling, isNewRole } = done;
  dropSessionCache();
  if (isDisabling) disconnect(userId);
  if (isDisabling || isEnabling) noteInLog(by, isDisabling ? "disabled an account" : "enabled an account", userId);
  if (isNewRole) noteInLog(by, `made ${row.role === "ADMIN" ? "an administrator" : "a member"}`, userId);
  if (isNewRole) publish(EVERYONE_CHANNEL, "user.changed", { user: toUser(row) });
  await announceHandOvers(done.handOvers);
  return toAccount(row);
}

/**
 * Deletes an account for good. Its messages stay, as "Deleted person"'s; its sessions, drafts, pictures, memberships and
 * invitations go at once, the files in its messages and its name in notices soon after. The username is free again. Throws `forbidden`,
 * `not_found`, and `conflict` for the last administrator.
 */
export async function deleteAccount(by: Administrator, userId: string): Promise<void> {
  requireMay(by);
  const { departure, renamed } = await write(async (tx) => {
    await requireStillMay(tx, by);
    await getAccountHolder(tx, userId);
    const named = { nameKey: true, usernameSkeleton: true } as const;
    const before = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: named });
    await tx.user.updateMany({ where: { id: userId }, data: namelessData(userId) });
    await requireAdministrator(tx);
    await lockOut(tx, userId);
    const departure: Departure = await leaveEverything(tx, userId);
    return { departure, renamed: await settleNames(tx, [before.nameKey ?? "", before.usernameSkeleton ?? ""]) };
  });
  dropSessionCache();
  disconnect(userId);
  noteInLog(by, "deleted an account", userId);
  await announceDeparture(departure);
  for (const user of renamed) publish(EVERYONE_CHANNEL, "user.changed", { user });
  removeBytesSoon();
  void removeLeftovers(userId);
}

/** No username can have a space, so nobody registers or is called by the key. */
function namelessData(userId: string) {
  return {
    deletedAt: new Date(),
    disabledAt: null,
    role: "MEMBER",
    username: "",
    usernameKey: `deleted ${userId}`,
    usernameSkeleton: null,
    displayName: DELETED_PERSON,
    chosenName: null,
    nameKey: "",
    statusText: "",
    pictureId: null,
    passwordHash: "",
    lastSeenAt: null,
  } as const;
}

/** Nobody gets in as this person, or by their leave. */
async function lockOut(tx: Tx, userId: string): Promise<void> {
  await endAllSessions(tx, userId);
  await tx.resetLink.deleteMany({ where: { userId } });
  await tx.invite.updateMany({ where: { createdById: userId, revokedAt: null }, data: { revokedAt: new Date() } });
}
