import "server-only";
import { sql } from "../db/doors.ts";
import { loadAttachments } from "../files/load-attachments.ts";
import { readCopy } from "../forward/copy.ts";
import type { Message } from "../messages/schema.ts";
import type { Judged } from "./accept.ts";
import { type SeqsOfRoom, sqlAtSeqs } from "./at-seqs.ts";

/** What the index proposes: as much of a message as its comparison with the query needs. */
export type Candidate = Judged & Pick<Message, "id" | "roomId">;

type Row = Pick<Message, "id" | "roomId" | "seq" | "kind" | "body"> & {
  createdAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
  forwarded: string | null;
  fileCount: number;
  authorId: string;
};

/**
 * Loads the candidates of some rooms, in no order. In SQL and without their authors, because a search may compare thousands of
 * messages and shows twenty of them.
 */
export async function loadCandidates(wanted: readonly SeqsOfRoom[]): Promise<Candidate[]> {
  const some = wanted.filter(({ seqs }) => seqs.length > 0);
  if (some.length === 0) return [];
  const rows = await sql.all<Row>`
    SELECT "id", "roomId", "seq", "kind", "body", "forwarded", "createdAt", "editedAt", "deletedAt", "fileCount", "authorId"
    FROM "Message" WHERE ${sqlAtSeqs(some)}`;
  const files = await loadAttachments(rows);
  return rows.map(({ createdAt, editedAt, deletedAt, authorId, fileCount: _, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    editedAt: editedAt?.toISOString() ?? null,
    deletedAt: deletedAt?.toISOString() ?? null,
    author: { id: authorId },
    forwarded: readCopy(row),
    files: files.get(row.id) ?? [],
  }));
}
