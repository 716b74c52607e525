/** The line that begins a block of code. `first` is the first line of code, where words that name no language follow the sign. */
export type Fence = { sign: string; size: number; language: string; first: string | null };
/** The line that ends a block of code: what stands before its sign is still code, what stands behind it is not. */
export type FenceEnd = { before: string | null; after: string | null };

/** Somebody who types a longer run draws a line, and begins no code. */
const SIZE_MAX = 12;
const LANGUAGE = /^[\w+#.-]{1,24}$/;

/** The fence that this line begins, without its indentation; null where it begins no code. */
export function fenceIn(line: string): Fence | null {
  const sign = line[0];
  if (sign !== "`" && sign !== "~") return null;
  const size = runOf(line, 0, sign);
  if (size < 3 || size > SIZE_MAX) return null;
  const rest = line.slice(size);
  const words = rest.trim();
  const isLanguage = words === "" || LANGUAGE.test(words);
  if (isLanguage) return { sign, size, language: words, first: null };
  // People decorate with "~~~ so tired ~~~", and "```a``` b" is a span of code in a line.
  if (sign === "~" || rest.includes("`".repeat(size))) return null;
  return { sign, size, language: "", first: rest };
}

/** How this line ends the block of code, or null. In chats the sign stands alone, behind the last words of code, or before other words. */
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
