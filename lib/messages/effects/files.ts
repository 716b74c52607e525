import "server-only";
import { claimFiles } from "../../files/claim-files.ts";
import { markFilesGone, removeBytesSoon } from "../../files/removal.ts";
import type { Effect } from "./effect.ts";

/** A message claims the uploads that are sent with it, keeps them when its text is edited, and takes them along when it is deleted. */
export const filesEffect: Effect = {
  send: ({ files }) => (files.length === 0 ? null : { write: (tx, message) => claimFiles(tx, message, files) }),
  edit: () => null,
  delete: ({ fileCount }) =>
    fileCount === 0
      ? null
      : { write: (tx, { id }) => markFilesGone(tx, { messageId: id }), afterCommit: removeBytesSoon },
};
