import "server-only";
import { dropSessionCache, endAllSessions } from "../auth/sessions.ts";
import { type Tx, write } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import { removeBytesSoon } from "../files/removal.ts";
import { later } from "../later.ts";
import { EVERYONE_CHANNEL } from "../realtime/channels.ts";
import { disconnect, publish } from "../realtime/publish.ts";
import { updateSharedNames } from "../users/names.ts";
import { toUser } from "../users/rows.ts";
import { type AccountRemoval, announceAccountRemoval, announceHandOvers, removeAccount } from "./account-removal.ts";
import {
  type Administrator,
  getAccountHolder,
  logAdministration,
  requireAdministrator,
  requireAdministratorRole,
  requireStillAdministrator,
} from "./administrator.ts";
import { deleteAccountData, REMOVAL_FAILED } from "./delete-account-data.ts";
import { handOverRooms } from "./hand-over.ts";
import { accountSelect, toAccount } from "./queries.ts";
import { type Account, type ChangeAccountInput, DELETED_PERSON } from "./schema.ts";

/**
 * Promotes or demotes an administrator, or disables or enables an account. Disabling ends the person's sessions and
 * closes their sockets at once; their messages, memberships and files stay. Throws `forbidden`, `not_found`, and
 * `conflict` for the last administrator and for promoting a disabled account.
 */
export async function changeAccount(by: Administrator, userId: string, input: ChangeAccountInput): Promise<Account> {
  requireAdministratorRole(by);
  const done = await write(async (tx) => {
    await requireStillAdministrator(tx, by);
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
  if (isDisabling || isEnabling)
    logAdministration(by, isDisabling ? "disabled an account" : "enabled an account", userId);
  if (isNewRole) logAdministration(by, `made ${row.role === "ADMIN" ? "an administrator" : "a member"}`, userId);
  if (isNewRole) publish(EVERYONE_CHANNEL, "user.changed", { user: toUser(row) });
  await announceHandOvers(done.handOvers);
  return toAccount(row);
}

/**
 * Deletes an account for good. Its messages stay under the name "Deleted person"; its sessions, drafts, pictures,
 * memberships and invitations are deleted at once, the files in its messages and its name in notices soon after. The
 * username becomes free. Throws `forbidden`, `not_found`, and `conflict` for the last administrator.
 */
export async function deleteAccount(by: Administrator, userId: string): Promise<void> {
  requireAdministratorRole(by);
  const { departure, renamed } = await write(async (tx) => {
    await requireStillAdministrator(tx, by);
    await getAccountHolder(tx, userId);
    const named = { nameKey: true, usernameSkeleton: true } as const;
    const before = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: named });
    await tx.user.updateMany({ where: { id: userId }, data: namelessData(userId) });
    await requireAdministrator(tx);
    await lockOut(tx, userId);
    const departure: AccountRemoval = await removeAccount(tx, userId);
    return { departure, renamed: await updateSharedNames(tx, [before.nameKey ?? "", before.usernameSkeleton ?? ""]) };
  });
  dropSessionCache();
  disconnect(userId);
  logAdministration(by, "deleted an account", userId);
  await announceAccountRemoval(departure);
  for (const user of renamed) publish(EVERYONE_CHANNEL, "user.changed", { user });
  removeBytesSoon();
  later(deleteAccountData(userId), REMOVAL_FAILED, { userId });
}

/** A username cannot contain a space, so nobody can register under this key. */
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
    statusEmoji: "",
    statusUntil: null,
    doNotDisturbUntil: null,
    timeZone: null,
    pictureId: null,
    passwordHash: "",
    lastSeenAt: null,
  } as const;
}

/** Ends everything by which somebody could act as this person, including links that they made. */
async function lockOut(tx: Tx, userId: string): Promise<void> {
  await endAllSessions(tx, userId);
  await tx.resetLink.deleteMany({ where: { userId } });
  await tx.invite.updateMany({ where: { createdById: userId, revokedAt: null }, data: { revokedAt: new Date() } });
}
