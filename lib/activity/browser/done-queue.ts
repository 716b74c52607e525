import { api } from "../../browser/api.ts";
import { WISHES } from "../../browser/kept-wishes.ts";
import { createStore } from "../../browser/store.ts";
import { openWishQueue } from "../../browser/wish-queue.ts";
import { WishStore } from "../../browser/wish-store.ts";
import type { ActivityReadInput } from "../input-schema.ts";
import { type ActivityRead, activityReadReplySchema } from "../schema.ts";
import { NOTHING_WAITS, UNDO, UNTIL, type Waiting, waitingOf } from "./waiting.ts";

/** Whether an entry is to be ticked off; of UNTIL and UNDO a moment, or "" where that was taken back. */
type Value = boolean | string;
/** The server's answer to a wish. */
export type Answered = { what: string; value: Value; read: ActivityRead };

const doneWishes = new WishStore<Value>(WISHES.activity, ({ value }) =>
  typeof value === "boolean" || typeof value === "string" ? value : undefined,
);

/** What the viewer has ticked off in Activity and the server does not know yet. */
export const waitingDone = createStore<Waiting>(NOTHING_WAITS);

/** Whoever shows Activity hears the server's answers in every tab. */
export const lastAnswered = createStore<Answered | null>(null);

/** What the viewer ticks off, or back, until the server has it. */
export const doneQueue = openWishQueue<Value, Answered | null>(
  "parley-activity",
  doneWishes,
  {
    show: (wishes) => waitingDone.set(waitingOf(wishes)),
    receive: (answered) => answered && lastAnswered.set(answered),
  },
  async ([what = ""], value) => {
    const body = inputOf(what, value);
    const path = "/api/chat/activity/read";
    return body && { what, value, read: await api(path, { method: "POST", body, schema, keepalive: true }) };
  },
  // "All", what takes it back, and "all" again are about the same entries.
  { inOrder: true },
);

const schema = activityReadReplySchema;

/** Null where nothing is wanted any more. */
function inputOf(what: string, value: Value): ActivityReadInput | null {
  if (value === "") return null;
  if (what === UNTIL) return { until: String(value) };
  if (what === UNDO) return { undo: String(value) };
  return value === true ? { messageIds: [what] } : { unreadIds: [what] };
}
