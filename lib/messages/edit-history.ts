import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { db, write } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import { type EditHistory, editHistorySchema } from "./version-schema.ts";

/** The key of the `Setting` row that holds the administrator's choice. */
const KEY = "messages.editHistory";

/** Whether members can read what messages said before they were edited: an administrator's choice, else they can. */
export async function getEditHistory(): Promise<EditHistory> {
  const row = await db().setting.findUnique({ where: { key: KEY } });
  return row ? editHistorySchema.parse(JSON.parse(row.value)) : { editHistory: true };
}

/** Shows or hides what messages said before. It is kept in either case. Throws `forbidden` for other than administrators. */
export async function setEditHistory(viewer: Viewer, { editHistory }: EditHistory): Promise<EditHistory> {
  if (viewer.role !== "ADMIN") throw new AppError("forbidden", "Only administrators decide what of edits is shown.");
  const value = JSON.stringify({ editHistory });
  await write((tx) => tx.setting.upsert({ where: { key: KEY }, create: { key: KEY, value }, update: { value } }));
  return { editHistory };
}
