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

/** The condition for people who can log in, and so be added, mentioned and written to. */
export const ACTIVE = { disabledAt: null, deletedAt: null } satisfies Prisma.UserWhereInput;

type UserRow = Prisma.UserGetPayload<{ select: typeof userSelect }>;

/** Turns a row into a person as everybody may see them. Hashes and keys never leave lib. */
export function toUser({ id, username, displayName, statusText, role, pictureId }: UserRow): User {
  return { id, username, displayName, statusText, role, pictureId };
}

/** Turns a row into a person as named on a message. */
export function toAuthor({ id, username, displayName, pictureId }: Author): Author {
  return { id, username, displayName, pictureId };
}
