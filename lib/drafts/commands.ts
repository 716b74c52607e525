import "server-only";
import type { Draft as DraftRow, ThreadDraft as ThreadDraftRow } from "../../prisma/generated/client.ts";
import { accessRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { type Tx, write } from "../db/doors.ts";
import { requireOriginal } from "../messages/queries.ts";
import { userChannel } from "../realtime/channels.ts";
import type { EventPayload } from "../realtime/events.ts";
import { publish } from "../realtime/publish.ts";
import { requireRoot } from "../threads/require-root.ts";
import { toDraft } from "./rows.ts";
import type { Draft, SaveDraftInput } from "./schema.ts";

/**
 * Saves what the viewer is writing in a room, or in a thread there, and tells their other devices. The latest edit wins: an older one changes
 * nothing and returns the newer draft. Throws `not_found` to outsiders, `invalid` for a reply to a message that is not
 * in the room or the thread, and for what has no thread.
 */
export async function saveDraft(viewer: Viewer, roomId: string, input: SaveDraftInput): Promise<Draft> {
  await accessRoom(viewer, roomId);
  const { body, replyToId = null, rootId } = input;
  if (rootId) await requireRoot(roomId, rootId);
  if (replyToId) await requireOriginal(roomId, replyToId, rootId);
  // A device whose clock is ahead must not win for ever.
  const editedAt = new Date(Math.min(Date.parse(input.editedAt), Date.now()));
  const { draft, isSaved } = await write(async (tx) => {
    const draft = { userId: viewer.id, roomId, body, replyToId, editedAt };
    return rootId ? saveOfThread(tx, { ...draft, rootId }) : saveOfRoom(tx, draft);
  });
  if (isSaved) publish(userChannel(viewer.id), "draft.changed", toEventPayload(draft));
  return draft;
}

async function saveOfRoom(tx: Tx, { userId, roomId, body, replyToId, editedAt }: DraftRow) {
  const saved = await tx.sql.run`
    INSERT INTO "Draft" ("userId", "roomId", "body", "replyToId", "editedAt")
    VALUES (${userId}, ${roomId}, ${body}, ${replyToId}, ${editedAt})
    ON CONFLICT ("userId", "roomId") DO UPDATE
    SET "body" = excluded."body", "replyToId" = excluded."replyToId", "editedAt" = excluded."editedAt"
    WHERE excluded."editedAt" >= "Draft"."editedAt"`;
  const row = await tx.draft.findUniqueOrThrow({ where: { userId_roomId: { userId, roomId } } });
  return { draft: toDraft(row), isSaved: saved > 0 };
}

async function saveOfThread(tx: Tx, { userId, rootId, roomId, body, replyToId, editedAt }: ThreadDraftRow) {
  const saved = await tx.sql.run`
    INSERT INTO "ThreadDraft" ("userId", "rootId", "roomId", "body", "replyToId", "editedAt")
    VALUES (${userId}, ${rootId}, ${roomId}, ${body}, ${replyToId}, ${editedAt})
    ON CONFLICT ("userId", "rootId") DO UPDATE
    SET "body" = excluded."body", "replyToId" = excluded."replyToId", "editedAt" = excluded."editedAt"
    WHERE excluded."editedAt" >= "ThreadDraft"."editedAt"`;
  const row = await tx.threadDraft.findUniqueOrThrow({ where: { userId_rootId: { userId, rootId } } });
  return { draft: toDraft(row), isSaved: saved > 0 };
}

/** A long draft does not fit into an event, so the event leaves it out and the other device fetches it. */
function toEventPayload(draft: Draft): EventPayload<"draft.changed"> {
  const { roomId, rootId, editedAt } = draft;
  const isLong = Buffer.byteLength(draft.body) > DRAFT_EVENT_BYTES_MAX;
  return { roomId, rootId, editedAt, ...(!isLong && { draft }) };
}

const DRAFT_EVENT_BYTES_MAX = 6 * 1024;
