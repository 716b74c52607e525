import "server-only";
import type { Prisma } from "../../prisma/generated/client.ts";
import { accessRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { getConfig } from "../config.ts";
import { db } from "../db/doors.ts";
import { linksOf } from "../messages/text/links-of.ts";
import { authorSelect, toAuthor } from "../users/rows.ts";
import { getUploadLimits } from "./forbidden-types.ts";
import { FILES_PER_MESSAGE_MAX } from "./limits.ts";
import { countedFiles, storedFiles } from "./quota.ts";
import { fileSelect, toFile } from "./rows.ts";
import type { RoomFilesPage, RoomFilesQuery, StorageUse } from "./schema.ts";

/** Lists one page of the files or links in a room, newest first. Throws `not_found` to outsiders. */
export async function listRoomFiles(viewer: Viewer, roomId: string, query: RoomFilesQuery): Promise<RoomFilesPage> {
  await accessRoom(viewer, roomId);
  return query.kind === "links" ? listLinks(roomId, query) : listFiles(roomId, query);
}

/**
 * Returns the storage that the viewer's files use, including unfinished uploads; for administrators also that of all
 * files.
 */
export async function getStorageUse(viewer: Viewer): Promise<StorageUse> {
  const { quota } = getConfig().files;
  return {
    used: await sumOf(countedFiles(viewer.id)),
    quota: { bytes: quota.personBytes, files: quota.personFiles },
    total: viewer.role === "ADMIN" ? { used: await sumOf(storedFiles), quotaBytes: quota.totalBytes } : null,
    upload: { ...(await getUploadLimits()), maxFiles: FILES_PER_MESSAGE_MAX },
  };
}

async function sumOf(where: Prisma.FileWhereInput): Promise<StorageUse["used"]> {
  const { _sum, _count } = await db().file.aggregate({ where, _sum: { size: true }, _count: true });
  return { bytes: _sum.size ?? 0, files: _count };
}

/** A cursor names the message at which a page ended, and the position in it. */
function parseCursor(before: string | undefined): { seq: number; position: number } | null {
  if (before === undefined) return null;
  const [seq = 0, position = FILES_PER_MESSAGE_MAX] = before.split("-").map(Number);
  return { seq, position };
}

/** Reads an index of the room's files from the cursor on, so that the cost does not depend on the number of files. */
async function listFiles(roomId: string, query: RoomFilesQuery): Promise<RoomFilesPage> {
  const cursor = parseCursor(query.before);
  const rows = await db().file.findMany({
    where: {
      roomId,
      isMedia: query.kind === "media",
      state: "READY",
      position: { not: null },
      ...(cursor && { seq: { lte: cursor.seq }, NOT: { seq: cursor.seq, position: { lte: cursor.position } } }),
      ...(query.person && { ownerId: query.person }),
      ...(query.until && { sentAt: { lt: new Date(query.until) } }),
    },
    orderBy: [{ seq: "desc" }, { position: "asc" }],
    take: query.limit + 1,
    select: {
      ...fileSelect,
      messageId: true,
      seq: true,
      position: true,
      sentAt: true,
      owner: { select: authorSelect },
    },
  });
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const replies = await loadReplies(page.flatMap(({ messageId }) => messageId ?? []));
  return {
    files: page.flatMap((row) => {
      const { messageId, seq, sentAt, owner } = row;
      if (messageId === null || seq === null || sentAt === null || owner === null) return [];
      const place = replies.get(messageId) ?? { rootId: null, inRoom: true };
      return [{ file: toFile(row), messageId, ...place, seq, author: toAuthor(owner), sentAt: sentAt.toISOString() }];
    }),
    links: [],
    next: rows.length > page.length && last ? `${last.seq}-${last.position}` : null,
  };
}

/** Where those of these messages stand that are replies in threads, by the message's id. */
async function loadReplies(messageIds: string[]): Promise<Map<string, { rootId: string | null; inRoom: boolean }>> {
  if (messageIds.length === 0) return new Map();
  const where = { id: { in: [...new Set(messageIds)] }, rootId: { not: null } };
  const rows = await db().message.findMany({ where, select: { id: true, rootId: true, inRoom: true } });
  return new Map(rows.map(({ id, ...place }) => [id, place]));
}

/** Reads the room's messages that have links, one message at a time; the links are parsed from the text. */
async function listLinks(roomId: string, query: RoomFilesQuery): Promise<RoomFilesPage> {
  const cursor = parseCursor(query.before);
  const rows = await db().link.findMany({
    where: {
      roomId,
      ...(cursor && { seq: { lt: cursor.seq } }),
      message: {
        ...(query.person && { authorId: query.person }),
        ...(query.until && { createdAt: { lt: new Date(query.until) } }),
      },
    },
    orderBy: { seq: "desc" },
    take: query.limit + 1,
    select: {
      message: {
        select: {
          ...{ id: true, rootId: true, inRoom: true, seq: true, body: true, createdAt: true },
          author: { select: authorSelect },
        },
      },
    },
  });
  const page = rows.slice(0, query.limit).map((row) => row.message);
  return {
    files: [],
    links: page.flatMap(({ id, rootId, inRoom, seq, body, createdAt, author }) =>
      linksOf(body).map((url) => ({
        ...{ url, messageId: id, rootId, inRoom, seq },
        author: toAuthor(author),
        sentAt: createdAt.toISOString(),
      })),
    ),
    next: rows.length > page.length ? String(page.at(-1)?.seq) : null,
  };
}
