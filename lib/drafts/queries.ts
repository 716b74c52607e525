import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { db } from "../db/doors.ts";
import { toDraft } from "./rows.ts";
import type { Draft } from "./schema.ts";

/** The greatest number of drafts that a page loads. */
const DRAFTS_MAX = 500;

/** Lists the viewer's drafts in the rooms that they are in and in the threads there, the latest first. */
export async function listDrafts(viewer: Viewer): Promise<Draft[]> {
  const room = { memberships: { some: { userId: viewer.id } } };
  const newest = { orderBy: { editedAt: "desc" }, take: DRAFTS_MAX } as const;
  const mine = { userId: viewer.id, body: { not: "" } };
  const [ofRooms, ofThreads] = await Promise.all([
    db().draft.findMany({ where: { ...mine, room }, ...newest }),
    db().threadDraft.findMany({ where: { ...mine, root: { room } }, ...newest }),
  ]);
  return [...ofRooms, ...ofThreads]
    .map(toDraft)
    .sort((a, b) => (a.editedAt < b.editedAt ? 1 : -1))
    .slice(0, DRAFTS_MAX);
}
