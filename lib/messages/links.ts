import { type Block, type Inline, parseBody } from "./body.ts";

/** Links of one message that the list of a room's links shows. */
const LINKS_MAX = 20;
const MAY_HAVE_LINKS = /https?:\/\/|www\./i;

/** The web addresses that `body` links to, each once, in order; what is code is no link. */
export function linksOf(body: string): string[] {
  if (!MAY_HAVE_LINKS.test(body)) return [];
  const found = new Set<string>();
  const lookIn = (part: Block | Inline) => {
    if (part.type === "link" && /^https?:/.test(part.href)) found.add(part.href);
    if ("children" in part) part.children.forEach(lookIn);
    if ("items" in part) for (const item of part.items) item.children.forEach(lookIn);
  };
  parseBody(body).forEach(lookIn);
  return [...found].slice(0, LINKS_MAX);
}
