import type { Prisma } from "../../prisma/generated/client.ts";
import { quietUntil } from "./quiet.ts";
import type { Author, Status, User } from "./schema.ts";
import { currentStatus } from "./status.ts";

export const userSelect = {
  id: true,
  username: true,
  displayName: true,
  statusText: true,
  statusEmoji: true,
  statusUntil: true,
  doNotDisturbUntil: true,
  timeZone: true,
  role: true,
  pictureId: true,
} satisfies Prisma.UserSelect;

export const authorSelect = {
  id: true,
  username: true,
  displayName: true,
  pictureId: true,
} satisfies Prisma.UserSelect;

/** The condition for people who can log in, and so be added, mentioned and written to. */
export const ACTIVE = { disabledAt: null, deletedAt: null } satisfies Prisma.UserWhereInput;

export type UserRow = Prisma.UserGetPayload<{ select: typeof userSelect }>;

/** Turns a row into a person as everybody may see them. Hashes and keys never leave lib. */
export function toUser({ id, username, displayName, timeZone, role, pictureId, ...row }: UserRow): User {
  const doNotDisturbUntil = quietUntil(row.doNotDisturbUntil?.toISOString() ?? null);
  return { id, username, displayName, ...toStatus(row), doNotDisturbUntil, timeZone, role, pictureId };
}

/** A status that has ended stays in its row, and nobody sees it any more. */
function toStatus({ statusText, statusEmoji, statusUntil }: Pick<UserRow, keyof Status>): Status {
  return currentStatus({ statusText, statusEmoji, statusUntil: statusUntil?.toISOString() ?? null });
}

/** Turns a row into a person as named on a message. */
export function toAuthor({ id, username, displayName, pictureId }: Author): Author {
  return { id, username, displayName, pictureId };
}
