import { parseBody } from "./parse-body.ts";
import { walk } from "./walk.ts";

/** The list of a room's links shows at most so many of one message. */
const LINKS_MAX = 20;

/** The web addresses that `body` links to, each once, in their order. Addresses in code are not links. */
export function linksOf(body: string): string[] {
  if (!body.includes("://") && !/www\./i.test(body)) return [];
  const found = new Set<string>();
  walk(parseBody(body), (part) => {
    if (part.type === "link" && /^https?:/.test(part.href)) found.add(part.href);
  });
  return [...found].slice(0, LINKS_MAX);
}
