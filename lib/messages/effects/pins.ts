import "server-only";
import { removePin } from "../../pins/remove-pin.ts";
import type { Effect } from "./effect.ts";

/** A deleted message is pinned no more, also when it is restored. */
export const pinsEffect: Effect = {
  send: () => null,
  edit: () => null,
  delete: () => ({ write: (tx, { id }) => removePin(tx, id) }),
  restore: () => null,
};
