import type { Prisma } from "../../prisma/generated/client.ts";
import type { MessageFile } from "../files/schema.ts";
import { authorSelect, toAuthor } from "../users/rows.ts";
import { type Message, systemEventSchema } from "./schema.ts";

export const messageSelect = {
  id: true,
  roomId: true,
  seq: true,
  rev: true,
  kind: true,
  body: true,
  clientId: true,
  system: true,
  replyToId: true,
  createdAt: true,
  editedAt: true,
  deletedAt: true,
  fileCount: true,
  author: { select: authorSelect },
} satisfies Prisma.MessageSelect;

export type MessageRow = Prisma.MessageGetPayload<{ select: typeof messageSelect }>;

/** A message as every reply and every event carries it. `files` are those of `loadFiles`, where `fileCount` is not 0. */
export function toMessage(row: MessageRow, files: MessageFile[] = []): Message {
  return {
    id: row.id,
    roomId: row.roomId,
    seq: row.seq,
    rev: row.rev,
    kind: row.kind,
    body: row.body,
    author: toAuthor(row.author),
    clientId: row.clientId,
    system: row.system === null ? null : systemEventSchema.parse(JSON.parse(row.system)),
    replyToId: row.replyToId,
    files,
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    deletedAt: row.deletedAt?.toISOString() ?? null,
  };
}
