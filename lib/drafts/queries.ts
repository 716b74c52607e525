import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { db } from "../db/doors.ts";
import { toDraft } from "./rows.ts";
import type { Draft } from "./schema.ts";

/** Nobody goes on with more. */
const DRAFTS_MAX = 500;

/** The viewer's latest drafts in the rooms that they are in, the latest first. */
export async function listDrafts(viewer: Viewer): Promise<Draft[]> {
  const rows = await db().draft.findMany({
    where: { userId: viewer.id, body: { not: "" }, room: { memberships: { some: { userId: viewer.id } } } },
    orderBy: { editedAt: "desc" },
    take: DRAFTS_MAX,
  });
  return rows.map(toDraft);
}
