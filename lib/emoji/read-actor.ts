import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import type { Tx } from "../db/doors.ts";
import { ACTIVE } from "../users/rows.ts";

/** The viewer's role inside the transaction, which an administrator may have changed meanwhile. Null for who cannot log in any more. */
export function readActor(tx: Tx, { id }: Viewer): Promise<Pick<Viewer, "id" | "role"> | null> {
  return tx.user.findFirst({ where: { id, ...ACTIVE }, select: { id: true, role: true } });
}
