import { parseBody } from "./parse-body.ts";
import { walk } from "./walk.ts";

/** Names taken from one message, alternatives included; a body that "mentions" more is a list, not a call. */
export const MENTIONS_MAX = 100;

export type Mentions = {
  /** Folded by `foldName`, without the @. May hold several readings of one mention: "ada." and "ada". */
  names: string[];
  everyone: boolean;
  here: boolean;
};

const EVERYONE = new Set(["all", "everyone", "channel", "room"]);

/** Whom `body` calls: exactly those who are drawn as called. Whether such people exist is for the caller. */
export function mentionsOf(body: string): Mentions {
  const found: Mentions = { names: [], everyone: false, here: false };
  if (!body.includes("@")) return found;
  const names = new Set<string>();
  walk(parseBody(body), (part) => {
    if (part.type !== "mention") return;
    for (const name of part.names) {
      if (EVERYONE.has(name)) found.everyone = true;
      else if (name === "here") found.here = true;
      else if (name !== "me" && names.size < MENTIONS_MAX) names.add(name);
    }
  });
  return { ...found, names: [...names] };
}

/** Whether the person with this folded username is among `names`, alone or as one of many. */
export function isCalledBy(names: readonly string[], ownName: string): boolean {
  return names.some((name) => name === ownName || name === "here" || EVERYONE.has(name));
}
