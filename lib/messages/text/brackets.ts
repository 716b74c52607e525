import type { CodeSpan } from "./code-spans.ts";
import type { Work } from "./nodes.ts";

/**
 * The position at which each "[" and each "(" of a text is closed. Brackets in code and escaped brackets do not count.
 */
export type Brackets = { square: Map<number, number>; round: Map<number, number> };

export function bracketsIn(
  text: string,
  spans: CodeSpan[],
  isLiteral: (at: number) => boolean,
  work: Work,
): Brackets | null {
  if (!text.includes("](")) return null;
  const square = new Map<number, number>();
  const round = new Map<number, number>();
  const openSquare: number[] = [];
  let openRound: number[] = [];
  let span = 0;
  for (let at = 0; at < text.length; at++) {
    work.steps++;
    const code = spans[span];
    if (code?.start === at) {
      span++;
      at = code.end - 1;
      openRound = [];
      continue;
    }
    const char = text[at];
    if (isLiteral(at) || isEscaped(text, at)) continue;
    if (char === "[") openSquare.push(at);
    else if (char === "(") openRound.push(at);
    else if (char === "]") take(openSquare, square, at);
    else if (char === ")") take(openRound, round, at);
    // An address has no spaces, so a "(" that is still open at a space is not around an address.
    else if (char === " " || char === "\n" || char === "\t") openRound = [];
  }
  return { square, round };
}

/** Whether a backslash that is not escaped itself stands before `at`. Such a bracket is part of the words. */
export function isEscaped(text: string, at: number): boolean {
  return text[at - 1] === "\\" && text[at - 2] !== "\\";
}

function take(open: number[], closed: Map<number, number>, at: number): void {
  const from = open.pop();
  if (from !== undefined) closed.set(from, at);
}
