import { type Token, tokensOf } from "./tokens.ts";

/** The words with which an operator begins, in the order in which they are offered. */
export const OPERATORS = ["from", "in", "with", "has", "is", "mentions", "before", "after", "on", "during"] as const;
export type Operator = (typeof OPERATORS)[number];

/** A word, a phrase, or an operator with its value, at its place in the query. */
export type Piece = { token: Token; operator: Operator | null; value: string; start: number; end: number };

/** Takes a query apart. `last week` and its like are one value, although a blank stands in it. */
export function piecesOf(text: string): Piece[] {
  const tokens = tokensOf(text);
  const pieces: Piece[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const operator = operatorOf(token);
    const next = tokens[at + 1];
    const { start } = token;
    const isTwoWords = isDateOperator(operator) && /^(last|this)$/i.test(token.value) && next && isUnit(next);
    if (isTwoWords) at += 1;
    const value = isTwoWords ? `${token.value} ${next.text}` : token.value;
    pieces.push({ token, operator, value, start, end: isTwoWords ? next.end : token.end });
  }
  return pieces;
}

/** Whether the value of this operator is a date. */
export function isDateOperator(operator: Operator | null): boolean {
  return operator !== null && ["before", "after", "on", "during"].includes(operator);
}

const isUnit = (token: Token): boolean => /^(week|month|year)$/i.test(token.text) && !token.isQuoted && !token.not;

function operatorOf(token: Token): Operator | null {
  if (token.value === "") return null;
  return OPERATORS.find((one) => one === token.operator.toLowerCase()) ?? null;
}
