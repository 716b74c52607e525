import "server-only";
import { administratorsChoice } from "../accounts/administrators-choice.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { type EditHistory, editHistorySchema } from "./version-schema.ts";

const choice = administratorsChoice({
  key: "messages.editHistory",
  schema: editHistorySchema,
  refusal: "Only administrators decide what of edits is shown.",
});

/** Whether members can read what messages said before they were edited: an administrator's choice, else they can. */
export async function getEditHistory(): Promise<EditHistory> {
  return (await choice.get()) ?? { editHistory: true };
}

/** Shows or hides what messages said before. It is kept in either case. Throws `forbidden` for other than administrators. */
export async function setEditHistory(viewer: Viewer, { editHistory }: EditHistory): Promise<EditHistory> {
  await choice.set(viewer, { editHistory });
  return { editHistory };
}
