import { parseBlocks } from "./blocks.ts";
import { type Block, TOO_MUCH, Work } from "./nodes.ts";

/** A longer text is no message, which has at most BODY_MAX characters, and is not parsed. */
const LENGTH_MAX = 20_000;

/**
 * Rows of a virtual list come and go; parsing again at each scroll would cost more than this keeps. It begins anew when
 * it is full, because quick-lru would be 1 kB of the JavaScript that a room may load (docs/decisions/013).
 */
const cache = new Map<string, Block[]>();
const CACHE_MAX = 500;

/** The only parser of a message's text. What is drawn, who is mentioned, which links it has and what a preview says are all read off its result. */
export function parseBody(body: string): Block[] {
  const known = cache.get(body);
  if (known) return known;
  const { blocks } = parseCounting(body);
  if (cache.size >= CACHE_MAX) cache.clear();
  cache.set(body, blocks);
  return blocks;
}

/** Parses like `parseBody`, and returns the cost of the parse too. */
export function parseCounting(body: string): { blocks: Block[]; work: Work } {
  const work = new Work();
  const text = body.replaceAll("\r\n", "\n");
  if (text.length > LENGTH_MAX) return { blocks: asTyped(text), work };
  try {
    return { blocks: parseBlocks(text.split("\n"), work), work };
  } catch (error) {
    if (error !== TOO_MUCH) throw error;
    return { blocks: asTyped(text), work };
  }
}

function asTyped(text: string): Block[] {
  return text === "" ? [] : [{ type: "paragraph", children: [{ type: "text", text }] }];
}
