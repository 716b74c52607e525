import type { SqlTx, Tx } from "../../db/doors.ts";
import type { AttachInput } from "../../files/attach-schema.ts";
import type { MessageRow } from "../rows.ts";

/** The columns of a message to which an effect's rows refer. */
export type EffectMessage = Pick<
  MessageRow,
  "id" | "roomId" | "seq" | "rev" | "createdAt" | "fileCount" | "rootId" | "inRoom" | "forwarded"
> & {
  author: { id: string };
};

export type EffectStep<T extends SqlTx> = {
  /** Writes the effect's rows, in the transaction that writes the message. It may run twice (see `WriteQueue`). */
  write(tx: T, message: EffectMessage): Promise<void>;
  /** Runs once, after the commit, and is not waited for. */
  afterCommit?(): void;
};

/**
 * Keeps rows of its own in agreement with the text and files of messages, such as who is mentioned. Each effect says what it
 * does when a message is sent, edited, deleted and restored, so that no effect can be forgotten for one of them. The functions read the
 * text before the message's turn to be written, and return null where they have nothing to write: most messages mention
 * nobody, and cost no statement for it. A message is sent in plain SQL (decision 007), so there an effect has no Prisma.
 */
export type Effect = {
  send(content: {
    body: string;
    files: readonly AttachInput[];
    replyToId?: string | null;
    rootId?: string | null;
    /** Whether it is sent to a direct chat. */
    isDirect?: boolean;
  }): EffectStep<SqlTx> | null;
  edit(content: { body: string; replyToId?: string | null }): EffectStep<Tx> | null;
  /** `isKept`: its author has deleted it and may restore it for a while. */
  delete(deleted: { fileCount: number; isKept: boolean }): EffectStep<Tx> | null;
  restore(content: {
    body: string;
    fileCount: number;
    isEdited: boolean;
    replyToId: string | null;
  }): EffectStep<Tx> | null;
};
