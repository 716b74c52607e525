import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { db, type Tx, write } from "../db/doors.ts";
import { AppError, notFound } from "../errors.ts";
import { createId } from "../ids.ts";
import { joinRoom } from "../members/commands.ts";
import type { Room } from "../rooms/schema.ts";
import { ACTIVE } from "../users/rows.ts";
import { ONLY_ADMINISTRATORS, requireMayInvite } from "./policy.ts";
import { listInvitedRooms } from "./queries.ts";
import { toInvite } from "./rows.ts";
import type { AcceptInviteInput, CreateInviteInput, Invite } from "./schema.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Makes an invitation. `appOrigin` is the origin of its link. Throws `forbidden`. */
export async function createInvite(viewer: Viewer, input: CreateInviteInput, appOrigin: string): Promise<Invite> {
  requireMayInvite(viewer);
  const row = {
    id: createId(),
    // The code has letters and digits only, because some programs cut a "_" or "-" off the end of a link.
    code: createId(),
    createdById: viewer.id,
    createdAt: new Date(),
    expiresAt: new Date(Date.now() + input.expiresInDays * DAY_MS),
    maxUses: input.maxUses,
    uses: 0,
  };
  await write(async (tx) => {
    await requireStillAdministrator(tx, viewer);
    await tx.invite.createMany({ data: row });
  });
  return toInvite({ ...row, revokedAt: null }, appOrigin);
}

/**
 * Brings somebody who has an account into the rooms that an invitation leads to; returns those that are new to them. It
 * lets nobody in who was outside, so it is no use of the invitation. Throws `forbidden` for one that works no more.
 */
export async function acceptInvite(viewer: Viewer, { code }: AcceptInviteInput): Promise<Room[]> {
  await requireUsableInvite(code);
  const joined: Room[] = [];
  for (const { id } of await listInvitedRooms(viewer)) joined.push(await joinRoom(viewer, id));
  return joined;
}

/** Ends an invitation. Throws `forbidden`, `not_found`. */
export async function revokeInvite(viewer: Viewer, inviteId: string): Promise<void> {
  requireMayInvite(viewer);
  const { count } = await write(async (tx) => {
    await requireStillAdministrator(tx, viewer);
    return tx.invite.updateMany({ where: { id: inviteId, revokedAt: null }, data: { revokedAt: new Date() } });
  });
  if (count === 0) throw notFound("invitation");
}

/**
 * Uses an invitation once, inside the caller's transaction. The condition is part of the update, so that it is never
 * used too often. Throws `forbidden`.
 */
export async function redeemInvite(tx: Tx, code: string | undefined): Promise<void> {
  const used = await tx.invite.updateMany({ where: usable(tx, code), data: { uses: { increment: 1 } } });
  if (used.count === 0) throw noInvite(code);
}

/** Checks an invitation as `redeemInvite` does, without using it, to refuse early. Throws `forbidden`. */
export async function requireUsableInvite(code: string | undefined): Promise<void> {
  if ((await db().invite.count({ where: usable(db(), code) })) === 0) throw noInvite(code);
}

function usable({ invite }: Pick<Tx, "invite">, code: string | undefined) {
  return { code: code ?? "", revokedAt: null, expiresAt: { gt: new Date() }, uses: { lt: invite.fields.maxUses } };
}

function noInvite(code: string | undefined): AppError {
  const message = code
    ? "This invitation is not valid any more. Ask for a new one."
    : "Registration is by invitation. Ask for a link.";
  return new AppError("forbidden", message, { fields: { invite: message } });
}

/** Checked inside the transaction, because the administrator may have been demoted or disabled meanwhile. */
async function requireStillAdministrator(tx: Tx, viewer: Viewer): Promise<void> {
  if ((await tx.user.count({ where: { id: viewer.id, role: "ADMIN", ...ACTIVE } })) === 0) throw ONLY_ADMINISTRATORS;
}
