import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { db, type Tx } from "../db/doors.ts";
import type { Keywords } from "./schema.ts";

/** The viewer's own keywords, as they were written. */
export async function getKeywords({ id }: Viewer, tx?: Tx): Promise<Keywords> {
  const row = await (tx ?? db()).keywords.findUnique({ where: { userId: id }, select: { words: true } });
  return { words: row ? (JSON.parse(row.words) as string[]) : [] };
}
