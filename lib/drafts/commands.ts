import "server-only";
import { accessRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { write } from "../db/doors.ts";
import { requireOriginal } from "../messages/queries.ts";
import { userChannel } from "../realtime/channels.ts";
import { publish } from "../realtime/publish.ts";
import { toDraft } from "./rows.ts";
import type { Draft, SaveDraftInput } from "./schema.ts";

/**
 * Saves what the viewer is writing in a room, and tells their other devices. The latest edit wins: an older one changes
 * nothing and returns the newer draft. Throws `not_found` to outsiders, `invalid` for a reply to a message that is not
 * in the room.
 */
export async function saveDraft(viewer: Viewer, roomId: string, input: SaveDraftInput): Promise<Draft> {
  await accessRoom(viewer, roomId);
  const { body, replyToId = null } = input;
  if (replyToId) await requireOriginal(roomId, replyToId);
  // A device whose clock is ahead must not win for ever.
  const editedAt = new Date(Math.min(Date.parse(input.editedAt), Date.now()));
  const { draft, isSaved } = await write(async (tx) => {
    const saved = await tx.sql.run`
      INSERT INTO "Draft" ("userId", "roomId", "body", "replyToId", "editedAt")
      VALUES (${viewer.id}, ${roomId}, ${body}, ${replyToId}, ${editedAt})
      ON CONFLICT ("userId", "roomId") DO UPDATE
      SET "body" = excluded."body", "replyToId" = excluded."replyToId", "editedAt" = excluded."editedAt"
      WHERE excluded."editedAt" >= "Draft"."editedAt"`;
    const row = await tx.draft.findUniqueOrThrow({ where: { userId_roomId: { userId: viewer.id, roomId } } });
    return { draft: toDraft(row), isSaved: saved > 0 };
  });
  if (isSaved) publish(userChannel(viewer.id), "draft.changed", toEventPayload(draft));
  return draft;
}

/** A long draft does not fit into an event, so the event leaves it out and the other device fetches it. */
function toEventPayload(draft: Draft): { roomId: string; editedAt: string; draft?: Draft } {
  const { roomId, editedAt } = draft;
  return Buffer.byteLength(draft.body) > DRAFT_EVENT_BYTES_MAX ? { roomId, editedAt } : { roomId, editedAt, draft };
}

const DRAFT_EVENT_BYTES_MAX = 6 * 1024;
