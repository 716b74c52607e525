import "server-only";
import { sql } from "../db/doors.ts";
import { sqlList } from "../db/sql.ts";
import { isOwn, namesAll } from "./own.ts";
import type { Reaction } from "./schema.ts";

/**
 * The emoji with which a person reacted to each of these messages, by the message's id. Where a message names everybody,
 * it says so itself; the others cost one statement together.
 */
export async function loadOwnReactions(
  messages: readonly { id: string; reactions: readonly Reaction[] }[],
  userId: string,
): Promise<Map<string, string[]>> {
  const unnamed = messages.filter(({ reactions }) => !reactions.every(namesAll)).map(({ id }) => id);
  const rows =
    unnamed.length === 0
      ? []
      : await sql.all<{ messageId: string; emoji: string }>`
          SELECT "messageId", "emoji" FROM "Reaction" WHERE "messageId" IN ${sqlList(unnamed)} AND "userId" = ${userId}`;
  const asked = new Map(unnamed.map((id) => [id, [] as string[]]));
  for (const { messageId, emoji } of rows) asked.get(messageId)?.push(emoji);
  return new Map(
    messages.map(({ id, reactions }) => {
      const own = reactions.filter((one) => isOwn({ ownReactions: asked.get(id) }, one, userId));
      return [id, own.map(({ emoji }) => emoji)];
    }),
  );
}
