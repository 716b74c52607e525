import type { ActivityEntry } from "../schema.ts";

/** Ticks off all up to a moment. No id of a message has this sign. */
export const UNTIL = "~until";
/** Takes back what was ticked off at a moment. */
export const UNDO = "~undo";

/** What is wanted and the server does not know yet: whether entries are ticked off, by message, and the moment up to which all are. */
export type Waiting = { done: ReadonlyMap<string, boolean>; until: string };
export const NOTHING_WAITS: Waiting = { done: new Map(), until: "" };

export function waitingOf(wishes: readonly { parts: readonly string[]; value: boolean | string }[]): Waiting {
  const done = new Map<string, boolean>();
  let until = "";
  for (const { parts, value } of wishes) {
    const [what = ""] = parts;
    if (typeof value === "boolean") done.set(what, value);
    else if (what === UNTIL) until = value;
  }
  return { done, until };
}

/** The entries as the viewer wants them. Those that stay as they are stay the same objects. */
export function withWaiting(entries: readonly ActivityEntry[], { done, until }: Waiting): ActivityEntry[] {
  return entries.map((entry) => {
    const isDone = done.get(entry.messageId) ?? (entry.createdAt <= until || !entry.unread);
    return entry.unread === !isDone ? entry : { ...entry, unread: !isDone };
  });
}
