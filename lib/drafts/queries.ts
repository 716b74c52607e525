import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { db } from "../db/doors.ts";
import { toDraft } from "./rows.ts";
import type { Draft } from "./schema.ts";

/** The greatest number of drafts that a page loads. */
const DRAFTS_MAX = 500;

/** Lists the viewer's drafts in the rooms that they are in, the latest first. */
export async function listDrafts(viewer: Viewer): Promise<Draft[]> {
  const rows = await db().draft.findMany({
    where: { userId: viewer.id, body: { not: "" }, room: { memberships: { some: { userId: viewer.id } } } },
    orderBy: { editedAt: "desc" },
    take: DRAFTS_MAX,
  });
  return rows.map(toDraft);
}
