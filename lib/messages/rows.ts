import type { Prisma } from "../../prisma/generated/client.ts";
import { authorSelect } from "../users/rows.ts";

/** The columns of a message's row that `loadMessages` needs. */
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
  restorableUntil: true,
  fileCount: true,
  reactionSummary: true,
  isPinned: true,
  rootId: true,
  inRoom: true,
  threadSummary: true,
  forwarded: true,
  author: { select: authorSelect },
} satisfies Prisma.MessageSelect;

export type MessageRow = Prisma.MessageGetPayload<{ select: typeof messageSelect }>;
