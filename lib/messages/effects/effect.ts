import type { SqlTx } from "../../db/doors.ts";
import type { Message } from "../schema.ts";

/** What can happen to a message's text. Deleted, its text is "". */
export type ChangeKind = "send" | "edit" | "delete";

/** Writes what the text of a message brings with it, in the transaction that writes the text. */
export type Write = (tx: SqlTx, message: Message) => Promise<void>;

/**
 * What hangs on the text of a message, read off `body` before the message's turn to be written. Null where nothing is
 * to be written: most messages call nobody, and cost no statement for it.
 */
export type Effect = (kind: ChangeKind, body: string) => Write | null;
