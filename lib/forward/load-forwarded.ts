import "server-only";
import { type SqlTx, sql } from "../db/doors.ts";
import { sqlList } from "../db/sql.ts";
import { loadAuthors } from "../users/load-authors.ts";
import { type Copy, readCopy } from "./copy.ts";
import type { Forwarded } from "./schema.ts";

type Row = { id: string; forwarded: string | null; deletedAt: Date | null };
type Source = NonNullable<Forwarded["source"]>;

/**
 * What these messages pass on, by the message's id: one statement, and none where no message passes anything on. With `viewerId` one
 * more, for where it came from: its room for whoever may see that, and the message itself for the room's members.
 */
export async function loadForwarded(
  rows: readonly Row[],
  { tx, viewerId }: { tx?: SqlTx | undefined; viewerId?: string | undefined },
): Promise<Map<string, Forwarded>> {
  const copies = rows.flatMap((row): [string, Copy][] => {
    // Where an older version of Parley has deleted a message, the row still has the copy.
    const copy = row.deletedAt === null ? readCopy(row) : null;
    return copy ? [[row.id, copy]] : [];
  });
  if (copies.length === 0) return new Map();
  const all = copies.map(([, copy]) => copy);
  const authors = await loadAuthors(
    all.map(({ authorId }) => authorId),
    tx,
  );
  const sources = viewerId === undefined ? null : await loadSources(all, viewerId, tx);
  return new Map(
    copies.flatMap(([id, { body, authorId, sentAt, messageId }]) => {
      const author = authors.get(authorId);
      const source = sources && { source: sources.get(messageId) ?? null };
      return author ? [[id, { body, author, sentAt, ...source }]] : [];
    }),
  );
}

type SourceRow = Source["room"] & { messageId: string; seq: number; rootId: string | null } & {
  isGone: number;
  isMember: number;
};

async function loadSources(copies: readonly Copy[], viewerId: string, tx?: SqlTx): Promise<Map<string, Source>> {
  const ids = [...new Set(copies.map(({ messageId }) => messageId))];
  const rows = await (tx?.sql ?? sql).all<SourceRow>`
    SELECT g."id" AS "messageId", g."seq", CASE WHEN g."inRoom" = TRUE THEN NULL ELSE g."rootId" END AS "rootId", r."id", r."kind", r."name",
      CASE WHEN g."deletedAt" IS NULL THEN 0 ELSE 1 END AS "isGone",
      CASE WHEN m."userId" IS NULL THEN 0 ELSE 1 END AS "isMember"
    FROM "Message" g JOIN "Room" r ON r."id" = g."roomId"
      LEFT JOIN "Membership" m ON m."roomId" = r."id" AND m."userId" = ${viewerId}
    WHERE g."id" IN ${sqlList(ids)} AND (r."kind" = 'OPEN' OR m."userId" IS NOT NULL)`;
  return new Map(
    rows.map(({ messageId, seq, rootId, isGone, isMember, ...room }) => {
      const message = isMember === 1 && isGone === 0 ? { seq, rootId } : null;
      return [messageId, { room: { id: room.id, kind: room.kind, name: room.name }, message }];
    }),
  );
}
