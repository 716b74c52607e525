import { groupMentionOf, SELF_NAME } from "./group-mentions.ts";
import { parseBody } from "./parse-body.ts";
import { walk } from "./walk.ts";

/** Names taken from one message, alternatives included; a body that "mentions" more is a list, not a call. */
const MENTIONS_MAX = 100;

export type Mentions = {
  /** Folded by `foldName`, without the @. May hold several readings of one mention: "ada." and "ada". */
  names: string[];
  everyone: boolean;
  here: boolean;
};

/** Whom `body` calls: exactly those who are drawn as called. Whether such people exist, the caller has to ask. */
export function mentionsOf(body: string): Mentions {
  const found: Mentions = { names: [], everyone: false, here: false };
  if (!body.includes("@")) return found;
  const names = new Set<string>();
  walk(parseBody(body), (part) => {
    if (part.type !== "mention") return;
    for (const name of part.names) {
      const group = groupMentionOf(name);
      if (group) found[group] = true;
      else if (name !== SELF_NAME && names.size < MENTIONS_MAX) names.add(name);
    }
  });
  return { ...found, names: [...names] };
}

/** Whether they call every other member of the room. */
export const mentionsEverybody = ({ everyone, here }: Mentions): boolean => everyone || here;

/** Whether `body` calls the person with this folded username, alone or with everybody. */
export function isMentionedIn(body: string, ownName: string): boolean {
  const mentions = mentionsOf(body);
  return mentionsEverybody(mentions) || mentions.names.includes(ownName);
}

/** Whether a mention that may mean one of these `names` calls the person with this folded username. */
export function isCalledBy(names: readonly string[], ownName: string): boolean {
  return names.some((name) => name === ownName || groupMentionOf(name) !== undefined);
}
