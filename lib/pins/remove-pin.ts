import "server-only";
import type { SqlTx } from "../db/doors.ts";

/** Takes the pin of a message away, if it has one. The caller changes the message, which says so too. */
export async function removePin({ sql }: SqlTx, messageId: string): Promise<void> {
  await sql.run`DELETE FROM "Pin" WHERE "messageId" = ${messageId}`;
}
