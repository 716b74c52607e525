import "server-only";
import type { Tx } from "../db/doors.ts";
import { invalidField } from "../errors.ts";
import { RESERVED_MENTIONS } from "../messages/text/group-mentions.ts";
import { foldName } from "../text.ts";
import { skeletonOf } from "../users/confusable-skeleton.ts";

const RESERVED_SKELETONS = new Set([...RESERVED_MENTIONS].map(skeletonOf));

export const LOOKS_TAKEN = "That name looks like another one that is taken. Try another.";
export const TAKEN = "That name is taken. Try another.";

/** Whether a name looks like one that mentions everybody. */
export const looksReserved = (name: string): boolean => RESERVED_SKELETONS.has(skeletonOf(name));

/** What is stored of a handle: as it was written, folded, and what it looks like. */
export function handleColumns(handle: string) {
  return { handle, handleKey: foldName(handle), handleSkeleton: skeletonOf(handle) };
}

/**
 * Throws `invalid` for the field `handle` where a person or another group has the name, or one that looks the same. A transaction
 * that gives a name to either asks about both, and transactions here are serializable: of two at once one is refused.
 */
export async function requireFreeHandle(tx: Tx, handle: string, ownId?: string): Promise<void> {
  const { handleKey, handleSkeleton } = handleColumns(handle);
  if (looksReserved(handle)) throw invalidField("handle", LOOKS_TAKEN);
  const person = await tx.user.findFirst({
    where: { OR: [{ usernameKey: handleKey }, { usernameSkeleton: handleSkeleton }] },
    select: { usernameKey: true },
  });
  const group = await findGroupCalled(tx, handle, ownId);
  const taken = person?.usernameKey ?? group?.handleKey;
  if (taken !== undefined) throw invalidField("handle", taken === handleKey ? TAKEN : LOOKS_TAKEN);
}

/** Throws `invalid` for the field `username` where a group has the name, or one that looks the same. */
export async function requireNoGroupCalled(tx: Tx, username: string): Promise<void> {
  const group = await findGroupCalled(tx, username);
  if (group) throw invalidField("username", group.handleKey === foldName(username) ? TAKEN : LOOKS_TAKEN);
}

function findGroupCalled(tx: Tx, name: string, exceptId?: string): Promise<{ handleKey: string } | null> {
  const { handleKey, handleSkeleton } = handleColumns(name);
  return tx.userGroup.findFirst({
    where: { OR: [{ handleKey }, { handleSkeleton }], ...(exceptId !== undefined && { id: { not: exceptId } }) },
    select: { handleKey: true },
  });
}
