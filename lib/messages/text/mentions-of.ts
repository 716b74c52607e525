import { groupMentionOf, SELF_NAME } from "./group-mentions.ts";
import { parseBody } from "./parse-body.ts";
import { walk } from "./walk.ts";

/** At most so many names of one message count, with all that one mention may mean. Whoever writes more of them writes a list. */
const MENTIONS_MAX = 100;

export type Mentions = {
  /** Folded by `foldName`, without the @. One mention may stand here as several names: "ada." and "ada". */
  names: string[];
  everyone: boolean;
  here: boolean;
};

/**
 * Returns the names that `body` mentions, which are exactly those drawn as mentions. The caller looks up whether people
 * of these names exist.
 */
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

/** Whether every other member of the room is mentioned. */
export const mentionsEverybody = ({ everyone, here }: Mentions): boolean => everyone || here;

/** Whether `body` mentions the person with these folded names, their own and those of their groups, or everybody. */
export function isMentionedIn(body: string, ownNames: readonly string[]): boolean {
  const mentions = mentionsOf(body);
  return mentionsEverybody(mentions) || mentions.names.some((name) => ownNames.includes(name));
}

/** Whether a mention that may mean one of `names` is of the person with these folded names, or of everybody. */
export function isCalledBy(names: readonly string[], ownNames: readonly string[]): boolean {
  return names.some((name) => ownNames.includes(name) || groupMentionOf(name) !== undefined);
}
