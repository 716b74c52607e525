import { escapesIn } from "./escapes.ts";
import { inlinesOf } from "./inlines-of.ts";
import type { Inline, Work } from "./nodes.ts";

/** The parts of one paragraph. `escaped` are places of backslashes that keep a line from being a list or the like. */
export function parseInlines(text: string, work: Work, escaped: readonly number[] = []): Inline[] {
  const literals = escapesIn(text, escaped, work);
  return inlinesOf(text, { work, literals, mark: null, offset: 0, isLink: false });
}
