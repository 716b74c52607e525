import type { Draft as DraftRow, ThreadDraft as ThreadDraftRow } from "../../prisma/generated/client.ts";
import type { Draft } from "./schema.ts";

export function toDraft(row: DraftRow | ThreadDraftRow): Draft {
  const { roomId, body, replyToId, editedAt } = row;
  const thread = "rootId" in row ? { rootId: row.rootId } : {};
  return { roomId, ...thread, body, replyToId, editedAt: editedAt.toISOString() };
}
