import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { db } from "../db/doors.ts";
import type { Keywords } from "./schema.ts";

/** The viewer's own keywords, as they were written. */
export async function getKeywords({ id }: Viewer): Promise<Keywords> {
  const row = await db().keywords.findUnique({ where: { userId: id }, select: { words: true } });
  return { words: row ? (JSON.parse(row.words) as string[]) : [] };
}
