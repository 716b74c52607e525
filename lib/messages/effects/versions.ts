import "server-only";
import { forgetVersions } from "../versions.ts";
import type { Effect } from "./effect.ts";

/** What a message said before it was edited goes with it for good. An edit keeps it before it overwrites the text. */
export const versionsEffect: Effect = {
  send: () => null,
  edit: () => null,
  delete: () => ({ write: (tx, { id }) => forgetVersions(tx, id) }),
  restore: () => null,
};
