import "server-only";
import { generatePassword, hashPassword, refuseCommonPassword, verifyPassword } from "../auth/password.ts";
import { createSession, dropSessionCache, type NewSession, type SessionKind } from "../auth/sessions.ts";
import type { RequestOrigin, Viewer } from "../auth/viewer-type.ts";
import { getConfig } from "../config.ts";
import { read, type Tx, write } from "../db/doors.ts";
import { isUniqueViolation } from "../db/errors.ts";
import { AppError, invalidField } from "../errors.ts";
import { changePicture } from "../files/pictures.ts";
import { removeBytesSoon } from "../files/removal.ts";
import { createId } from "../ids.ts";
import { requireInvite, spendInvite } from "../invites/commands.ts";
import { log } from "../log.ts";
import { EVERYONE_CHANNEL } from "../realtime/channels.ts";
import { disconnect, publish } from "../realtime/publish.ts";
import { foldName } from "../text.ts";
import { announceArrival, enterRooms } from "./arrival.ts";
import { getRegistrationState } from "./queries.ts";
import { toUser, userSelect } from "./rows.ts";
import {
  type PasswordChangeInput,
  type ProfileInput,
  passwordSchema,
  type RegisterInput,
  type User,
} from "./schema.ts";

const REGISTRATION_CLOSED = "Registration is closed. Ask an administrator.";

export type Registration = { user: User; session: NewSession; generatedPassword?: string };

/**
 * Makes an account with a session, puts it into the rooms that everyone joins, and makes direct chats with the people
 * who are there. Without a password a strong one is made and returned this once. The very first person becomes the
 * administrator, whatever REGISTRATION says. Throws `invalid` (fields), `forbidden` (closed, or no valid invitation).
 */
export async function registerUser(
  input: RegisterInput,
  origin: RequestOrigin & { kind: SessionKind },
): Promise<Registration> {
  await refuseAtTheDoor(input.invite);
  const generatedPassword = input.password ? undefined : generatePassword();
  const password = generatedPassword ?? (await checkPassword(input.password ?? "", "password"));
  const passwordHash = await hashPassword(password);
  const user = {
    id: createId(),
    username: input.username,
    usernameKey: foldName(input.username),
    displayName: input.displayName || input.username,
    passwordHash,
  };
  const registered = await write(async (tx) => {
    await tx.user.createMany({ data: user });
    const first = (await tx.user.count()) === 1;
    if (first) await tx.user.updateMany({ where: { id: user.id }, data: { role: "ADMIN", isFounder: true } });
    else await requireOpenDoor(tx, input.invite);
    const session = await createSession(tx, user.id, origin.kind, origin);
    const saved = toUser(await tx.user.findUniqueOrThrow({ where: { id: user.id }, select: userSelect }));
    return { user: saved, session, arrival: await enterRooms(tx, saved, first) };
  }).catch(refuseTakenName);
  log.info("registration", { userId: user.id, address: origin.address });
  await announceArrival(registered.user, registered.arrival);
  return { user: registered.user, session: registered.session, generatedPassword };
}

/** Changes the viewer's display name, status or picture. Throws `invalid` for a picture that is not theirs to take. */
export async function updateProfile(viewer: Viewer, input: ProfileInput): Promise<User> {
  const user = await write(async (tx) => {
    if (input.pictureId !== undefined) {
      const { pictureId: before } = await tx.user.findUniqueOrThrow({ where: { id: viewer.id } });
      await changePicture(tx, viewer, { before, after: input.pictureId });
    }
    return toUser(await tx.user.update({ where: { id: viewer.id }, data: input, select: userSelect }));
  });
  if (input.pictureId !== undefined) removeBytesSoon();
  dropSessionCache();
  publish(EVERYONE_CHANNEL, "user.changed", { user });
  return user;
}

/** Changes the viewer's password and ends their other sessions. Throws `forbidden` for a wrong current one, `invalid`. */
export async function changePassword(viewer: Viewer, input: PasswordChangeInput): Promise<void> {
  const row = await (await read()).user.findUniqueOrThrow({ where: { id: viewer.id }, select: { passwordHash: true } });
  if (!(await verifyPassword(row.passwordHash, input.currentPassword)))
    throw new AppError("forbidden", "That is not your current password.", {
      fields: { currentPassword: "That is not your current password." },
    });
  const passwordHash = await hashPassword(await checkPassword(input.newPassword, "newPassword"));
  await write(async (tx) => {
    await tx.user.updateMany({ where: { id: viewer.id }, data: { passwordHash } });
    await tx.session.deleteMany({ where: { userId: viewer.id, id: { not: viewer.sessionId } } });
  });
  dropSessionCache();
  disconnect(viewer.id, { exceptSessionId: viewer.sessionId });
}

export async function checkPassword(password: string, field: string): Promise<string> {
  const result = passwordSchema.safeParse(password);
  if (!result.success) throw invalidField(field, result.error.issues[0]?.message ?? "This password cannot be used.");
  await refuseCommonPassword(password, field);
  return password;
}

/** Before any work and before names are compared: a closed door does not tell who is inside. */
async function refuseAtTheDoor(invite: string | undefined): Promise<void> {
  const { mode, firstPerson } = await getRegistrationState();
  if (firstPerson || mode === "open") return;
  if (mode === "closed") throw new AppError("forbidden", REGISTRATION_CLOSED);
  await requireInvite(invite);
}

async function requireOpenDoor(tx: Tx, invite: string | undefined): Promise<void> {
  const { registration } = getConfig();
  if (registration === "closed") throw new AppError("forbidden", REGISTRATION_CLOSED);
  if (registration === "invite") await spendInvite(tx, invite);
}

function refuseTakenName(error: unknown): never {
  if (isUniqueViolation(error, "usernameKey")) throw invalidField("username", "That name is taken. Try another.");
  throw error;
}
