import "server-only";
import type { SavedRow } from "./next-state.ts";
import type { SavedState } from "./schema.ts";

export function toSavedState(row: SavedRow & { messageId: string }): SavedState {
  return {
    messageId: row.messageId,
    savedAt: row.savedAt.toISOString(),
    doneAt: row.doneAt?.toISOString() ?? null,
    remindAt: row.remindAt?.toISOString() ?? null,
    remindedAt: row.remindedAt?.toISOString() ?? null,
  };
}
