import type { Block, Inline } from "./nodes.ts";

/** Calls `see` with every part of a parsed text, in the order of the text. */
export function walk(parts: readonly (Block | Inline)[], see: (part: Block | Inline) => void): void {
  for (const part of parts) {
    see(part);
    if ("children" in part) walk(part.children, see);
    if (part.type === "list") for (const item of part.items) walk(item.children, see);
    if (part.type === "table") for (const row of [part.head, ...part.rows]) for (const cell of row) walk(cell, see);
  }
}
