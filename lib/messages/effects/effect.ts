import type { SqlTx, Tx } from "../../db/doors.ts";
import type { AttachInput } from "../../files/schema.ts";
import type { MessageRow } from "../rows.ts";

/** What the rows of an effect need to know of their message. */
export type EffectMessage = Pick<MessageRow, "id" | "roomId" | "seq" | "createdAt"> & { author: { id: string } };

export type EffectStep<T extends SqlTx> = {
  /** Writes the effect's rows, in the transaction that writes the message. It may run twice (see `WriteQueue`). */
  write(tx: T, message: EffectMessage): Promise<void>;
  /** Runs once, after the commit, and is not waited for. */
  afterCommit?(): void;
};

/**
 * Something that hangs on the writing of a message: rows of its own that must agree with the message's text and files.
 * Each effect says what it does when a message is sent, edited and deleted, so that none can be forgotten for edits. The
 * functions read the text before the message's turn to be written, and return null where they have nothing to write:
 * most messages mention nobody and cost no statement for it. Sending has plain SQL only (decision 007).
 */
export type Effect = {
  send(content: { body: string; files: readonly AttachInput[] }): EffectStep<SqlTx> | null;
  edit(content: { body: string }): EffectStep<Tx> | null;
  delete(deleted: { fileCount: number }): EffectStep<Tx> | null;
};
