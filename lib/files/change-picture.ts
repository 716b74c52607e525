import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import type { Tx } from "../db/doors.ts";
import { invalidField } from "../errors.ts";
import { markFilesGone } from "./removal.ts";

type Change = { before: string | null; after: string | null; roomId?: string };

/**
 * Makes a finished upload of the viewer's the picture of a person or of a room, and deletes the previous picture, in
 * the caller's transaction. An upload can become a picture only once. Throws `invalid` when it is no unused picture of
 * the viewer's.
 */
export async function changePicture(tx: Tx, viewer: Viewer, { before, after, roomId }: Change): Promise<void> {
  if (after === before) return;
  if (after !== null) {
    const { count } = await tx.file.updateMany({
      where: { id: after, ownerId: viewer.id, purpose: "PICTURE", state: "READY", sentAt: null },
      data: { sentAt: new Date(), roomId: roomId ?? null },
    });
    if (count === 0) throw invalidField("pictureId", "This picture is not there any more. Choose it again.");
  }
  if (before !== null) await markFilesGone(tx, { id: before });
}
