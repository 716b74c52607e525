import type { Prisma } from "../../prisma/generated/client.ts";
import type { Author, User } from "./schema.ts";

export const userSelect = {
  id: true,
  username: true,
  displayName: true,
  statusText: true,
  role: true,
  pictureId: true,
} satisfies Prisma.UserSelect;

export const authorSelect = {
  id: true,
  username: true,
  displayName: true,
  pictureId: true,
} satisfies Prisma.UserSelect;

/** Whoever can log in, and so be added, called and written to: in a condition on people. */
export const ACTIVE = { disabledAt: null, deletedAt: null } satisfies Prisma.UserWhereInput;

type UserRow = Prisma.UserGetPayload<{ select: typeof userSelect }>;

/** What others may know of a person; a hash or a key never passes. */
export function toUser({ id, username, displayName, statusText, role, pictureId }: UserRow): User {
  return { id, username, displayName, statusText, role, pictureId };
}

/** The person as named on a message. */
export function toAuthor({ id, username, displayName, pictureId }: Author): Author {
  return { id, username, displayName, pictureId };
}
