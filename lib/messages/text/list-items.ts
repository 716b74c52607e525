import { type Marker, markerIn } from "./block-signs.ts";
import { type Fence, fenceEndIn, fenceIn } from "./fences.ts";
import { indentOf, isBlank, outdented } from "./lines.ts";
import type { Work } from "./nodes.ts";

type ItemSource = { value: number; isChecked: boolean | undefined; lines: string[] };

const TASK = /^\[([ xX])\][ \t]+(?=\S)/;

/** The items of the list that begins at line `from`, and the number of the line behind the list. */
export function listAt(lines: readonly string[], from: number, isInList: boolean, work: Work) {
  const items: ItemSource[] = [];
  const ends = new FenceEnds(lines, work);
  let next = from;
  let kind: boolean | null = null;
  while (next < lines.length) {
    // Blank lines may stand between items.
    let at = next;
    while (at < lines.length && isBlank(lines[at] ?? "")) at++;
    const marker = markerIn(lines[at] ?? "", isInList);
    if (marker === null || (kind !== null && marker.ordered !== kind)) break;
    kind = marker.ordered;
    const item = itemAt(lines, at, marker, ends, work);
    items.push(item.source);
    next = item.next;
  }
  return { items, next };
}

function itemAt(lines: readonly string[], at: number, marker: Marker, ends: FenceEnds, work: Work) {
  const task = TASK.exec(marker.words);
  const own = [task ? marker.words.slice(task[0].length) : marker.words];
  const needed = Math.min(marker.content, marker.indent + 2);
  let fence = fenceIn(own[0] ?? "");
  let next = at + 1;
  let shift = marker.content;
  for (let place = next; place < lines.length; place++) {
    const line = lines[place] ?? "";
    work.steps += line.length + 1;
    const { columns } = indentOf(line);
    const isInside = columns >= needed;
    if (!isInside && !isBlank(line) && !(fence && ends.isClosed(fence, place))) break;
    own.push(line);
    if (isInside && !isBlank(line)) shift = Math.min(shift, columns);
    // A blank line belongs to the item only if a line behind it does.
    if (!isBlank(line) || fence) next = place + 1;
    fence = fence ? (fenceEndIn(line, fence) ? null : fence) : fenceIn(line.trimStart());
  }
  const [first = "", ...others] = own.slice(0, next - at);
  // Lines that are indented less than the item's first words keep their shape among each other.
  const inside = [first, ...others.map((line) => outdented(line, shift))];
  const isChecked = task ? task[1] !== " " : undefined;
  return { source: { value: marker.value, isChecked, lines: inside }, next };
}

/** Finds where code ends that somebody forgot to indent: code that ends belongs to the item. No line is searched twice in vain. */
class FenceEnds {
  private fence: Fence | null = null;
  private end = -1;
  /** For each sign, the size of the shortest fence that ends nowhere: a longer one ends nowhere either. */
  private readonly endless = new Map<string, number>();

  constructor(
    private readonly lines: readonly string[],
    private readonly work: Work,
  ) {}

  isClosed(fence: Fence, from: number): boolean {
    if (this.fence === fence) return this.end >= from;
    if (fence.size >= (this.endless.get(fence.sign) ?? Number.POSITIVE_INFINITY)) return false;
    this.fence = fence;
    this.end = this.find(fence, from);
    if (this.end < 0) this.endless.set(fence.sign, fence.size);
    return this.end >= 0;
  }

  private find(fence: Fence, from: number): number {
    for (let at = from; at < this.lines.length; at++) {
      this.work.steps += this.lines[at]?.length ?? 0;
      if (fenceEndIn(this.lines[at] ?? "", fence)) return at;
    }
    return -1;
  }
}
