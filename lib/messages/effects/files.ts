import "server-only";
import { claimFiles } from "../../files/claim-files.ts";
import { holdFiles, releaseHeldFiles } from "../../files/hold-files.ts";
import { markFilesGone, removeBytesSoon } from "../../files/removal.ts";
import type { Effect } from "./effect.ts";

/** A message claims the uploads that are sent with it, keeps them when its text is edited, takes them along when it is deleted, and has them again when it is restored. */
export const filesEffect: Effect = {
  send: ({ files }) => (files.length === 0 ? null : { write: (tx, message) => claimFiles(tx, message, files) }),
  edit: () => null,
  delete({ fileCount, isKept }) {
    if (fileCount === 0) return null;
    if (isKept) return { write: (tx, { id }) => holdFiles(tx, id) };
    return { write: (tx, { id }) => markFilesGone(tx, { messageId: id }), afterCommit: removeBytesSoon };
  },
  restore: ({ fileCount }) => (fileCount === 0 ? null : { write: (tx, { id }) => releaseHeldFiles(tx, id) }),
};
