import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { db } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import { loadMessage } from "./load-messages.ts";
import { messageSelect } from "./rows.ts";
import type { Message } from "./schema.ts";

const ARCHIVED = new AppError("forbidden", "This room is archived. Nobody can post in it.");
/** A direct chat closes when the account of the last other person in it is deleted. */
const CLOSED = new AppError("forbidden", "This account is deleted. Nobody would read what you write.");

/** Why nobody can write in a room that is not written in any more. */
export const closedRefusal = ({ kind }: { kind: string }): AppError => (kind === "DIRECT" ? CLOSED : ARCHIVED);

/** Finds the message that the viewer has sent to the room with this clientId, as it is now. */
export async function findSent(viewer: Viewer, roomId: string, clientId: string): Promise<Message | null> {
  const row = await db().message.findUnique({
    where: { authorId_roomId_clientId: { authorId: viewer.id, roomId, clientId } },
    select: messageSelect,
  });
  return row && loadMessage(row, { viewerId: viewer.id });
}

/** The message that was first sent with this clientId: once accepted, a message stays accepted. Throws `refusal` where there is none. */
export async function firstSent(viewer: Viewer, roomId: string, clientId: string | undefined, refusal: AppError) {
  const message = clientId && (await findSent(viewer, roomId, clientId));
  if (!message) throw refusal;
  return { message, created: false };
}
