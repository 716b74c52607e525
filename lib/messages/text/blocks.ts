import { beginsQuote, escapeIn, headingIn, isQuoted, isRule, markerIn, NESTING_MAX, unquoted } from "./block-signs.ts";
import { type Fence, fenceEndIn, fenceIn } from "./fences.ts";
import { indentOf, isBlank, outdented } from "./lines.ts";
import { listAt } from "./list-items.ts";
import type { Block, Inline, ListItem, Work } from "./nodes.ts";
import { parseInlines } from "./parse-inlines.ts";
import { tableAt } from "./tables.ts";

/** The blocks that these lines make. `depth` says in how many quotes and items of lists the lines stand. */
export function parseBlocks(lines: readonly string[], work: Work, depth = 0, isInList = false): Block[] {
  return new BlockParser(lines, work, depth, isInList).parse();
}

class BlockParser {
  private readonly blocks: Block[] = [];
  private readonly lines: string[];
  private paragraph: string[] = [];
  private at = 0;

  constructor(
    lines: readonly string[],
    private readonly work: Work,
    private readonly depth: number,
    private readonly isInList: boolean,
  ) {
    this.lines = [...lines];
  }

  parse(): Block[] {
    while (this.at < this.lines.length) {
      const line = this.lines[this.at] ?? "";
      this.work.steps += line.length + 1;
      if (isBlank(line)) this.flush();
      else if (this.code(line) || this.quote(line) || this.list(line) || this.table() || this.single(line)) continue;
      else this.paragraph.push(line);
      this.at++;
    }
    this.flush();
    return this.blocks;
  }

  private code(line: string): boolean {
    const { columns, chars } = indentOf(line);
    const fence = columns > 3 && !this.isInList ? null : fenceIn(line.slice(chars));
    if (fence === null) return false;
    const { text, next, after } = codeAt(this.lines, this.at + 1, fence, columns, this.work);
    // An empty box would hide the signs that were typed.
    if (isBlank(text)) this.paragraph.push(...this.lines.slice(this.at, next));
    else this.add({ type: "code", language: fence.language, text });
    this.at = next;
    if (after !== null && !isBlank(text)) this.lines[--this.at] = after;
    return true;
  }

  private quote(line: string): boolean {
    if (!isQuoted(line)) return false;
    let to = this.at;
    while (isQuoted(this.lines[to] ?? "")) to++;
    const quoted = this.lines.slice(this.at, to);
    this.at = to;
    this.work.steps += quoted.reduce((sum, one) => sum + one.length, 0);
    if (this.depth >= NESTING_MAX || !quoted.some(beginsQuote)) this.paragraph.push(...quoted);
    else this.add({ type: "quote", children: parseBlocks(quoted.map(unquoted), this.work, this.depth + 1) });
    return true;
  }

  private list(line: string): boolean {
    const marker = markerIn(line, this.isInList);
    if (marker === null || isRule(line) || this.depth >= NESTING_MAX) return false;
    // A line of a paragraph may begin with a date, such as "14. May".
    if (marker.ordered && marker.value !== 1 && this.paragraph.length > 0) return false;
    const { items, next } = listAt(this.lines, this.at, this.isInList, this.work);
    const parsed = items.map(({ value, isChecked, lines }): ListItem => {
      this.work.node();
      const children = parseBlocks(lines, this.work, this.depth + 1, true);
      return { ...(marker.ordered && { value }), ...(isChecked !== undefined && { isChecked }), children };
    });
    this.add({ type: "list", ordered: marker.ordered, items: parsed });
    this.at = next;
    return true;
  }

  private table(): boolean {
    const table = tableAt(this.lines, this.at);
    if (table === null) return false;
    const cell = (text: string): Inline[] => {
      this.work.node();
      return parseInlines(text, this.work);
    };
    const { align, head, rows, size } = table;
    this.add({ type: "table", align, head: head.map(cell), rows: rows.map((row) => row.map(cell)) });
    this.at += size;
    return true;
  }

  private single(line: string): boolean {
    const heading = headingIn(line);
    if (heading !== null) this.add({ type: "heading", children: parseInlines(heading, this.work) });
    else if (isRule(line)) this.add({ type: "rule", text: line.trim() });
    else return false;
    this.at++;
    return true;
  }

  private add(block: Block): void {
    this.flush();
    this.work.node();
    this.blocks.push(block);
  }

  private flush(): void {
    const lines = this.paragraph;
    if (lines.length === 0) return;
    this.paragraph = [];
    const escaped: number[] = [];
    let from = 0;
    for (const line of lines) {
      const at = escapeIn(line);
      if (at >= 0) escaped.push(from + at);
      from += line.length + 1;
    }
    this.work.node();
    this.blocks.push({ type: "paragraph", children: parseInlines(lines.join("\n"), this.work, escaped) });
  }
}

/** The code from a fence to the fence that ends it. Where somebody forgot that one, all of the text that follows is code. */
function codeAt(lines: readonly string[], from: number, fence: Fence, columns: number, work: Work) {
  const code = fence.first === null ? [] : [fence.first];
  let after: string | null = null;
  let next = from;
  while (next < lines.length) {
    const line = lines[next++] ?? "";
    work.steps += line.length + 1;
    const end = fenceEndIn(line, fence);
    if (end === null) code.push(outdented(line, columns));
    else {
      if (end.before !== null) code.push(outdented(end.before, columns));
      after = end.after;
      break;
    }
  }
  return { text: code.join("\n"), next, after };
}
