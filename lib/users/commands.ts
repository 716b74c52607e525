import "server-only";
import { checkNewPassword } from "../auth/new-password.ts";
import { generatePassword, hashPassword, verifyPassword } from "../auth/password.ts";
import {
  closeEnded,
  createSession,
  dropSessionCache,
  endReplaced,
  type NewSession,
  renewSession,
  type SessionStart,
} from "../auth/sessions.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { isTimeZone } from "../calendar.ts";
import { getConfig } from "../config.ts";
import { db, type Tx, write } from "../db/doors.ts";
import { isUniqueViolation } from "../db/errors.ts";
import { AppError, invalidField } from "../errors.ts";
import { changePicture } from "../files/change-picture.ts";
import { removeBytesSoon } from "../files/removal.ts";
import { createId } from "../ids.ts";
import { redeemInvite, requireUsableInvite } from "../invites/commands.ts";
import { log } from "../log.ts";
import { toEmoji } from "../reactions/emoji.ts";
import { EVERYONE_CHANNEL } from "../realtime/channels.ts";
import { disconnect, publish } from "../realtime/publish.ts";
import { foldName } from "../text.ts";
import { LOOKS_TAKEN, looksReserved, requireNoGroupCalled, TAKEN } from "../user-groups/handles.ts";
import { skeletonOf } from "./confusable-skeleton.ts";
import type { PasswordChangeInput, RegisterInput } from "./credentials-schema.ts";
import { announceNewcomer, enterRooms } from "./enter-rooms.ts";
import { nameColumns, updateSharedNames } from "./names.ts";
import type { ProfileInput } from "./profile-schema.ts";
import { getRegistrationState } from "./queries.ts";
import { ACTIVE, toUser, userSelect } from "./rows.ts";
import { plainName, type User } from "./schema.ts";

const REGISTRATION_CLOSED = "Registration is closed. Ask an administrator.";

const NO_STATUS = { statusText: "", statusEmoji: "", statusUntil: null };

export type Registration = { user: User; session: NewSession; generatedPassword?: string };

/**
 * Creates an account and a session, makes the person a member of the default rooms, and makes direct chats with the
 * people who are there. Without a password a strong one is generated and returned only here. The first person becomes
 * the administrator, whatever REGISTRATION says. Throws `invalid` (fields), `forbidden` (closed, or no valid
 * invitation).
 */
export async function registerUser(input: RegisterInput, start: SessionStart): Promise<Registration> {
  await requireRegistrationOpen(input.invite);
  const { username, displayName = "" } = input;
  if (looksReserved(username)) throw invalidField("username", LOOKS_TAKEN);
  const generatedPassword = input.password ? undefined : generatePassword();
  const password =
    generatedPassword ?? (await checkNewPassword(input.password ?? "", "password", [username, displayName]));
  const user = {
    id: createId(),
    username,
    usernameKey: foldName(username),
    ...nameColumns(username, displayName || username),
    passwordHash: await hashPassword(password),
  };
  const registered = await write(async (tx) => {
    await requireNoGroupCalled(tx, username);
    await tx.user.createMany({ data: user });
    const first = (await tx.user.count()) === 1;
    if (first) await tx.user.updateMany({ where: { id: user.id }, data: { role: "ADMIN", isFounder: true } });
    else await requireOpenDoor(tx, input.invite);
    const session = await createSession(tx, user.id, start);
    const ended = await endReplaced(tx, start);
    const renamed = await updateSharedNames(tx, [user.nameKey, user.usernameSkeleton]);
    const saved = toUser(await tx.user.findUniqueOrThrow({ where: { id: user.id }, select: userSelect }));
    const arrival = await enterRooms(tx, saved, first);
    return { user: saved, session, ended, arrival, renamed: renamed.filter((one) => one.id !== user.id) };
  }).catch(refuseTakenName);
  log.info("registration", { userId: user.id, address: start.address });
  closeEnded(registered.ended);
  await announceNewcomer(registered.user, registered.arrival);
  announceNames(registered.renamed);
  return { user: registered.user, session: registered.session, generatedPassword };
}

/**
 * Changes the viewer's display name, status, "do not disturb", picture or time zone. Throws `invalid` for a picture that is not their upload,
 * for what is no emoji, and for an end that has passed.
 */
export async function updateProfile(viewer: Viewer, input: ProfileInput): Promise<User> {
  const { displayName, ...others } = profileData(input);
  const { user, renamed } = await write(async (tx) => {
    if (input.pictureId !== undefined) {
      const { pictureId: before } = await tx.user.findUniqueOrThrow({ where: { id: viewer.id } });
      await changePicture(tx, viewer, { before, after: input.pictureId });
    }
    // A person whose account was deleted meanwhile must not get a name again.
    if ((await tx.user.count({ where: { id: viewer.id, ...ACTIVE } })) === 0)
      throw new AppError("unauthorized", "Log in first.");
    // Of a status that has ended nothing is left to be a part of the next one.
    if ("statusUntil" in others)
      await tx.user.updateMany({ where: { id: viewer.id, statusUntil: { lte: new Date() } }, data: NO_STATUS });
    await tx.user.updateMany({ where: { id: viewer.id }, data: others });
    const renamed = displayName === undefined ? [] : await rename(tx, viewer, displayName);
    const row = await tx.user.findUniqueOrThrow({ where: { id: viewer.id }, select: userSelect });
    return { user: toUser(row), renamed: renamed.filter((one) => one.id !== viewer.id) };
  });
  if (input.pictureId !== undefined) removeBytesSoon();
  dropSessionCache();
  // Who wants to know somebody's time zone asks for their profile, and a browser tells it by itself.
  if (Object.keys(input).some((name) => name !== "timeZone")) announceNames([user, ...renamed]);
  return user;
}

/** The columns of a change of a profile, checked. The end belongs to the status: a new status without one stays. */
function profileData({ statusEmoji, statusUntil, doNotDisturbUntil, timeZone, ...input }: ProfileInput) {
  const hasStatus = input.statusText !== undefined || statusEmoji !== undefined || statusUntil !== undefined;
  const until = futureTime("statusUntil", statusUntil) ?? null;
  const quiet = futureTime("doNotDisturbUntil", doNotDisturbUntil);
  const emoji = statusEmoji ? toEmoji(statusEmoji) : statusEmoji;
  if (emoji === null) throw invalidField("statusEmoji", "Choose one emoji.");
  if (timeZone !== undefined && !isTimeZone(timeZone)) throw invalidField("timeZone", "That is no time zone.");
  return { ...input, statusEmoji: emoji, doNotDisturbUntil: quiet, timeZone, ...(hasStatus && { statusUntil: until }) };
}

/** Undefined where nothing was said, and null for no end. */
function futureTime(field: string, iso: string | null | undefined): Date | null | undefined {
  if (!iso) return iso === undefined ? undefined : null;
  if (Date.parse(iso) <= Date.now()) throw invalidField(field, "That time has passed.");
  return new Date(iso);
}

async function rename(tx: Tx, viewer: Viewer, displayName: string): Promise<User[]> {
  const { nameKey: before } = await tx.user.findUniqueOrThrow({ where: { id: viewer.id }, select: { nameKey: true } });
  const nameKey = skeletonOf(displayName);
  await tx.user.updateMany({ where: { id: viewer.id }, data: { displayName, chosenName: null, nameKey } });
  return updateSharedNames(tx, [before ?? "", nameKey]);
}

function announceNames(users: readonly User[]): void {
  if (users.length > 0) dropSessionCache();
  for (const user of users) publish(EVERYONE_CHANNEL, "user.changed", { user });
}

/**
 * Changes the viewer's password, ends their other sessions and gives a browser's own session a new token, which is
 * returned (ASVS 7.2.4). Throws `forbidden` for a wrong current password, `invalid`, `conflict` when it was changed
 * meanwhile, and `unauthorized` when the session has ended.
 */
export async function changePassword(viewer: Viewer, input: PasswordChangeInput): Promise<string | null> {
  const before = await db().user.findUniqueOrThrow({
    where: { id: viewer.id },
    select: { passwordHash: true },
  });
  if (!(await verifyPassword(before.passwordHash, input.currentPassword)))
    throw new AppError("forbidden", "That is not your current password.", {
      fields: { currentPassword: "That is not your current password." },
    });
  const names = [viewer.username, plainName(viewer)];
  const passwordHash = await hashPassword(await checkNewPassword(input.newPassword, "newPassword", names));
  const token = await write(async (tx) => {
    // The update is conditional on the password that was checked, because hashing takes a while and it may have been
    // changed.
    const { count } = await tx.user.updateMany({
      where: { id: viewer.id, ...before, ...ACTIVE },
      data: { passwordHash },
    });
    if (count === 0) throw new AppError("conflict", "The password has been changed in the meantime. Log in again.");
    // An earlier link for a new password is not needed any more and would be a risk.
    await tx.resetLink.deleteMany({ where: { userId: viewer.id } });
    const token = await renewSession(tx, viewer);
    await tx.session.deleteMany({ where: { userId: viewer.id, id: { not: viewer.sessionId } } });
    return token;
  });
  dropSessionCache();
  disconnect(viewer.id, { exceptSessionId: viewer.sessionId });
  return token;
}

/** Registration is refused before names are compared, so that a closed server does not reveal who is registered. */
async function requireRegistrationOpen(invite: string | undefined): Promise<void> {
  const { mode, firstPerson } = await getRegistrationState();
  if (firstPerson) return;
  if (mode === "closed") throw new AppError("forbidden", REGISTRATION_CLOSED);
  if (mode === "invite" || invite) await requireUsableInvite(invite);
}

async function requireOpenDoor(tx: Tx, invite: string | undefined): Promise<void> {
  const { registration } = getConfig();
  if (registration === "closed") throw new AppError("forbidden", REGISTRATION_CLOSED);
  // An invitation is counted even where none is needed, and a wrong one is refused.
  if (registration === "invite" || invite) await redeemInvite(tx, invite);
}

function refuseTakenName(error: unknown): never {
  if (isUniqueViolation(error, "usernameKey")) throw invalidField("username", TAKEN);
  if (isUniqueViolation(error, "usernameSkeleton")) throw invalidField("username", LOOKS_TAKEN);
  throw error;
}
