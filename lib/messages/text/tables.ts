import { isBlank } from "./lines.ts";
import type { Align } from "./nodes.ts";

export type TableSource = { align: Align[]; head: string[]; rows: string[][]; size: number };

/** The table that begins at line `from`, or null: a row of words, a row of hyphens with as many cells, and the rows that follow. */
export function tableAt(lines: readonly string[], from: number): TableSource | null {
  const first = lines[from] ?? "";
  const second = lines[from + 1] ?? "";
  if (!first.includes("|") || !second.includes("|") || !second.includes("-")) return null;
  const align = alignIn(second);
  if (align === null) return null;
  const head = cellsOf(first);
  if (head.length !== align.length || head.every((cell) => cell === "")) return null;
  let to = from + 2;
  while (to < lines.length && lines[to]?.includes("|")) to++;
  return { align, head, rows: lines.slice(from + 2, to).map(cellsOf), size: to - from };
}

function alignIn(line: string): Align[] | null {
  const align: Align[] = [];
  for (const cell of cellsOf(line)) {
    const hyphens = cell.slice(cell.startsWith(":") ? 1 : 0, cell.endsWith(":") ? -1 : undefined);
    if (hyphens === "" || hyphens.replaceAll("-", "") !== "") return null;
    align.push(!cell.endsWith(":") ? "start" : cell.startsWith(":") ? "center" : "end");
  }
  return align;
}

/** The cells of a row. `\|` is a bar inside a cell, and a bar at either end of the row begins no further cell. */
function cellsOf(line: string): string[] {
  const cells: string[] = [];
  let cell = "";
  const row = line.trim();
  for (let at = row.startsWith("|") ? 1 : 0; at < row.length; at++) {
    const sign = row[at] ?? "";
    if (sign === "\\" && row[at + 1] === "|") {
      cell += "|";
      at++;
    } else if (sign === "|") {
      cells.push(cell.trim());
      cell = "";
    } else cell += sign;
  }
  if (!isBlank(cell)) cells.push(cell.trim());
  return cells;
}
