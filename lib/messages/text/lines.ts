/** How far a line is indented: in columns, of which a tab counts four, and in characters. */
export function indentOf(line: string): { columns: number; chars: number } {
  let columns = 0;
  let chars = 0;
  for (; chars < line.length; chars++) {
    if (line[chars] === " ") columns++;
    else if (line[chars] === "\t") columns += 4;
    else break;
  }
  return { columns, chars };
}

/** The line with its indentation cut by up to `columns`. */
export function outdented(line: string, columns: number): string {
  let chars = 0;
  for (let left = columns; left > 0 && (line[chars] === " " || line[chars] === "\t"); chars++)
    left -= line[chars] === "\t" ? 4 : 1;
  return line.slice(chars);
}

export function isBlank(line: string): boolean {
  return line.trim() === "";
}
