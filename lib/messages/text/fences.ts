/** The beginning of a block of code. `first` is its first line where words follow the sign that are no language. */
export type Fence = { sign: string; size: number; language: string; first: string | null };
/** The end of one: what stands before the sign is code still, what stands behind it is not. */
export type FenceEnd = { before: string | null; after: string | null };

/** A longer run of signs is a line that somebody drew. */
const SIZE_MAX = 12;
const LANGUAGE = /^[\w+#.-]{1,24}$/;

/** A line, without its indentation, that begins a block of code. */
export function fenceIn(line: string): Fence | null {
  const sign = line[0];
  if (sign !== "`" && sign !== "~") return null;
  const size = runOf(line, 0, sign);
  if (size < 3 || size > SIZE_MAX) return null;
  const rest = line.slice(size);
  const words = rest.trim();
  const isLanguage = words === "" || LANGUAGE.test(words);
  if (isLanguage) return { sign, size, language: words, first: null };
  // "~~~ so tired ~~~" is decoration, "```a``` b" is code in a line.
  if (sign === "~" || rest.includes("`".repeat(size))) return null;
  return { sign, size, language: "", first: rest };
}

/** Whether a line ends the block: its sign alone, or, as in chats, behind the last words of code or before other words. */
export function fenceEndIn(line: string, { sign, size }: Fence): FenceEnd | null {
  const words = line.trim();
  const run = runOf(words, 0, sign);
  if (run >= size && run === words.length) return { before: null, after: null };
  if (sign !== "`") return null;
  if (run >= size && words[run] === " " && !words.includes("`", run))
    return { before: null, after: words.slice(run + 1) };
  const bare = line.trimEnd();
  let from = bare.length;
  while (bare[from - 1] === sign) from--;
  return bare.length - from >= size ? { before: bare.slice(0, from), after: null } : null;
}

function runOf(text: string, from: number, sign: string): number {
  let end = from;
  while (text[end] === sign) end++;
  return end - from;
}
