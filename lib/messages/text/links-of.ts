import { parseBody } from "./parse-body.ts";
import { walk } from "./walk.ts";

/** Links of one message that the list of a room's links shows. */
const LINKS_MAX = 20;

/** The web addresses that `body` links to, each once, in order; what is code is no link. */
export function linksOf(body: string): string[] {
  if (!body.includes("://") && !/www\./i.test(body)) return [];
  const found = new Set<string>();
  walk(parseBody(body), (part) => {
    if (part.type === "link" && /^https?:/.test(part.href)) found.add(part.href);
  });
  return [...found].slice(0, LINKS_MAX);
}
