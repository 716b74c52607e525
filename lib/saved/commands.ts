import "server-only";
import { tickOffReminder } from "../activity/reminder-rows.ts";
import { accessMessage, accessRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { type Tx, write } from "../db/doors.ts";
import { AppError, invalidField } from "../errors.ts";
import { DELETED_TEXT } from "../messages/deleted-text.ts";
import { announceSaved } from "./announce.ts";
import { isSameState, nextState, type SavedRow } from "./next-state.ts";
import { expectReminder } from "./reminder-clock.ts";
import { toSavedState } from "./rows.ts";
import { REMIND_DAYS_MAX, SAVED_MAX, type SavedState, type SaveInput } from "./schema.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const TOO_MANY = new AppError(
  "conflict",
  `You can have ${SAVED_MAX.toLocaleString("en")} saved messages at most. Remove some of them first.`,
);

/**
 * Saves a message for the viewer, or changes what it is to them: to do, done, with a reminder. Repeated, it changes nothing. Throws
 * `not_found` to outsiders, `forbidden` for notices, `conflict` for a deleted message that was not saved before and for whoever has
 * SAVED_MAX of them, and `invalid` for a reminder in the past.
 */
export async function saveMessage(viewer: Viewer, messageId: string, input: SaveInput): Promise<SavedState> {
  const { message, room } = await accessMessage(viewer, messageId);
  if (message.kind !== "USER") throw new AppError("forbidden", "A notice cannot be saved.");
  if (input.done === true && input.remindAt) throw invalidField("remindAt", "What is done has no reminder.");
  const { state, isChanged, hasActivity } = await write(async (tx) => {
    await accessRoom(viewer, room.id, tx);
    const known = await tx.savedMessage.findUnique({ where: { userId_messageId: { userId: viewer.id, messageId } } });
    if (!known) await requireMaySave(tx, viewer, messageId);
    const state = nextState(known, input, new Date());
    if (known && isSameState(known, state)) return { state, isChanged: false, hasActivity: false };
    if (state.remindAt?.getTime() !== known?.remindAt?.getTime()) requireTime(state.remindAt, input);
    await writeRow(tx, viewer.id, messageId, state);
    const hasActivity = state.remindedAt === null && (await tickOffReminder(tx, viewer.id, messageId));
    return { state, isChanged: true, hasActivity };
  });
  if (isChanged) announceSaved(viewer.id, messageId, { hasActivity });
  if (isChanged && state.remindAt !== null && state.remindedAt === null) expectReminder(state.remindAt);
  return toSavedState({ messageId, ...state });
}

/**
 * Removes a message from what the viewer has saved, also one of a room that they have left. Repeated, it changes nothing. Throws
 * `not_found` to outsiders who have not saved it.
 */
export async function unsaveMessage(viewer: Viewer, messageId: string): Promise<null> {
  const removed = await write(async (tx) => {
    const { count } = await tx.savedMessage.deleteMany({ where: { userId: viewer.id, messageId } });
    return count > 0 ? { hasActivity: await tickOffReminder(tx, viewer.id, messageId) } : null;
  });
  if (removed) announceSaved(viewer.id, messageId, removed);
  else await accessMessage(viewer, messageId);
  return null;
}

async function requireMaySave(tx: Tx, viewer: Viewer, messageId: string): Promise<void> {
  const { deletedAt } = await tx.message.findUniqueOrThrow({ where: { id: messageId }, select: { deletedAt: true } });
  if (deletedAt !== null) throw new AppError("conflict", `${DELETED_TEXT.meanwhile}.`);
  if ((await tx.savedMessage.count({ where: { userId: viewer.id } })) >= SAVED_MAX) throw TOO_MANY;
}

function requireTime(at: Date | null, { late }: SaveInput): void {
  if (at === null) return;
  if (at.getTime() <= Date.now() && !late) throw invalidField("remindAt", "Choose a time in the future.");
  if (at.getTime() > Date.now() + REMIND_DAYS_MAX * DAY_MS)
    throw invalidField("remindAt", "Choose a time in the next five years.");
}

async function writeRow({ sql }: Tx, userId: string, messageId: string, row: SavedRow): Promise<void> {
  await sql.run`
    INSERT INTO "SavedMessage" ("userId", "messageId", "savedAt", "doneAt", "remindAt", "remindedAt")
    VALUES (${userId}, ${messageId}, ${row.savedAt}, ${row.doneAt}, ${row.remindAt}, ${row.remindedAt})
    ON CONFLICT ("userId", "messageId") DO UPDATE
    SET "doneAt" = excluded."doneAt", "remindAt" = excluded."remindAt", "remindedAt" = excluded."remindedAt"`;
}
