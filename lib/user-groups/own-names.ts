import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { sql } from "../db/doors.ts";
import { foldName } from "../text.ts";
import type { OwnCalls } from "../users/schema.ts";

/** What calls the viewer. */
export async function loadCalls(viewer: Pick<Viewer, "id" | "username">): Promise<OwnCalls> {
  return { names: await loadOwnNames(viewer) };
}

/** The folded names by which a message calls the viewer: their own, and those of the groups that they are in. */
export async function loadOwnNames({ id, username }: Pick<Viewer, "id" | "username">): Promise<string[]> {
  const rows = await sql.all<{ handleKey: string }>`
    SELECT g."handleKey" FROM "UserGroupMember" gm JOIN "UserGroup" g ON g."id" = gm."groupId"
    WHERE gm."userId" = ${id} ORDER BY g."handleKey"`;
  return [foldName(username), ...rows.map(({ handleKey }) => handleKey)];
}
