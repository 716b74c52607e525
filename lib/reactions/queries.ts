import "server-only";
import { accessMessage } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { sql } from "../db/doors.ts";
import { toAuthor } from "../users/rows.ts";
import type { Author } from "../users/schema.ts";
import { requireEmoji } from "./require-emoji.ts";
import { REACTORS_MAX, type Reactors } from "./schema.ts";
import { readReactions } from "./summary.ts";

/** The first people who reacted to a message with an emoji, for a member of its room. Throws `not_found` otherwise. */
export async function listReactors(viewer: Viewer, messageId: string, input: string): Promise<Reactors> {
  const { message } = await accessMessage(viewer, messageId);
  const emoji = requireEmoji(input);
  const people = await sql.all<Author>`
    SELECT u."id", u."username", u."displayName", u."pictureId"
    FROM "Reaction" r JOIN "User" u ON u."id" = r."userId"
    WHERE r."messageId" = ${messageId} AND r."emoji" = ${emoji} ORDER BY r."rev" LIMIT ${REACTORS_MAX}`;
  const count = readReactions(message).find((one) => one.emoji === emoji)?.count ?? 0;
  return { emoji, count, people: people.map(toAuthor) };
}
