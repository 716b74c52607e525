import { pairRuns, type Run } from "./emphasis.ts";
import { type InlineContext, InlineScan } from "./inline-scan.ts";
import { toInlines } from "./inline-tree.ts";
import type { Inline } from "./nodes.ts";

/** The parts of a text whose escaped characters are known already, or of the words of a link in such a text. */
export function inlinesOf(text: string, context: InlineContext): Inline[] {
  const { work, mark, offset } = context;
  const tokens = new InlineScan(text, context, inlinesOf).tokens();
  const runs = tokens.filter((token) => "sign" in token);
  pairRuns(text, runs, work);
  if (mark) for (const run of runs) markRun(run, (at) => mark(at + offset));
  return toInlines(text, tokens, work);
}

function markRun({ at, size, left, opens, closes }: Run, mark: (at: number) => void): void {
  const used = size - left;
  const from = opens.length > 0 ? at + left : at;
  for (let place = from; (opens.length > 0 || closes.length > 0) && place < from + used; place++) mark(place);
}
