import type { SavedMessage } from "../../prisma/generated/client.ts";
import type { SaveInput } from "./schema.ts";

export type SavedRow = Pick<SavedMessage, "savedAt" | "doneAt" | "remindAt" | "remindedAt">;

/** Returns what a wish makes of a saved message. The same wish twice makes what it makes once, also after its reminder came. */
export function nextState(known: SavedRow | null, { done, remindAt }: SaveInput, now: Date): SavedRow {
  const was = known ?? { savedAt: now, doneAt: null, remindAt: null, remindedAt: null };
  if (done === true) return { ...was, doneAt: was.doneAt ?? now, remindAt: null, remindedAt: null };
  const doneAt = done === false || remindAt ? null : was.doneAt;
  if (remindAt === undefined) return { ...was, doneAt };
  if (remindAt === null) return { ...was, doneAt, remindAt: null, remindedAt: null };
  const at = new Date(remindAt);
  return at.getTime() === was.remindAt?.getTime()
    ? { ...was, doneAt }
    : { ...was, doneAt, remindAt: at, remindedAt: null };
}

export const isSameState = (a: SavedRow, b: SavedRow): boolean =>
  (["doneAt", "remindAt", "remindedAt"] as const).every((key) => a[key]?.getTime() === b[key]?.getTime());
