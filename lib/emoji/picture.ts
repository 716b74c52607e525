import "server-only";
import type { File } from "../../prisma/generated/client.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { db, type Tx } from "../db/doors.ts";
import { invalidField } from "../errors.ts";
import { MOVING_EDGE_MAX, PICTURE_BYTES_MAX } from "./schema.ts";

const TYPES = ["image/png", "image/gif", "image/webp"];

/** What an upload is that nothing was made of yet. */
const unused = (viewer: Viewer, id: string) =>
  ({ id, ownerId: viewer.id, purpose: "ATTACHMENT", state: "READY", messageId: null, sentAt: null }) as const;

const refused = (message: string) => invalidField("fileId", message);
const isGone = () => refused("This picture is not there any more. Choose it again.");

/** Finds a finished upload of the viewer's that can be the picture of an emoji. Throws `invalid`, with the limit, for any other. */
export async function requirePicture(viewer: Viewer, fileId: string): Promise<Pick<File, "animated">> {
  const file = await db().file.findFirst({
    where: unused(viewer, fileId),
    select: { type: true, size: true, animated: true, width: true, height: true },
  });
  if (!file) throw isGone();
  if (!TYPES.includes(file.type)) throw refused("The picture of an emoji is a PNG, GIF or WebP.");
  if (file.size > PICTURE_BYTES_MAX)
    throw refused(`The picture of an emoji can have at most ${PICTURE_BYTES_MAX / 1024} KB.`);
  if (file.animated && Math.max(file.width ?? 0, file.height ?? 0) > MOVING_EDGE_MAX)
    throw refused(`A picture that moves can have at most ${MOVING_EDGE_MAX} × ${MOVING_EDGE_MAX} pixels.`);
  return { animated: file.animated };
}

/**
 * Makes the upload a picture that everybody may see, once, in the caller's transaction. It belongs to nobody from now on, so that
 * it outlives the account of who added it.
 */
export async function claimPicture(tx: Tx, viewer: Viewer, fileId: string): Promise<void> {
  const data = { purpose: "PICTURE", ownerId: null, sentAt: new Date() } as const;
  const { count } = await tx.file.updateMany({ where: unused(viewer, fileId), data });
  if (count === 0) throw isGone();
}
