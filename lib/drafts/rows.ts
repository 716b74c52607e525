import type { Draft as DraftRow } from "../../prisma/generated/client.ts";
import type { Draft } from "./schema.ts";

export function toDraft({ roomId, body, replyToId, editedAt }: Omit<DraftRow, "userId">): Draft {
  return { roomId, body, replyToId, editedAt: editedAt.toISOString() };
}
