import { type Operator, type Piece, piecesOf } from "./pieces.ts";

/** A filter of a query, as a pill shows it: `value` without the @ or # before a name. */
export type Filter = { operator: Operator; value: string; not: boolean; start: number; end: number };

const NAMING = ["from", "in", "with", "mentions"];

/** The filters of a query, in the order in which they stand. */
export function filtersOf(text: string): Filter[] {
  return piecesOf(text).flatMap((piece) => toFilter(piece) ?? []);
}

function toFilter({ operator, value, token, start, end }: Piece): Filter | null {
  if (!operator) return null;
  const name = NAMING.includes(operator) ? value.replace(/^[@#]/, "") : value;
  return { operator, value: name, not: token.not, start, end };
}

/** The query without one of its filters, and without the blanks that stood around it. */
export function withoutFilter(text: string, { start, end }: Filter): string {
  const before = text.slice(0, start).trimEnd();
  const after = text.slice(end).trimStart();
  return before === "" || after === "" ? before + after : `${before} ${after}`;
}

/**
 * The query with another filter, behind its last one: the words stay at the end, where the last of them is the beginning of
 * a word. A filter that is there already is not added again.
 */
export function withFilter(text: string, operator: Operator, value: string): string {
  const filters = filtersOf(text);
  if (filters.some((one) => one.operator === operator && !one.not && one.value === value)) return text;
  const at = filters.at(-1)?.end ?? 0;
  const parts = [closeQuotation(text.slice(0, at)), spellFilter(operator, value), text.slice(at)];
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .join(" ");
}

/** The text with a mark at its end where what is added behind it would stand between its quotation marks. */
function closeQuotation(text: string): string {
  const added = piecesOf(`${text} x`).at(-1);
  return added?.start === text.length + 1 ? text : `${text}"`;
}

/** The query with this filter in the place of all others of the operators, such as one date for another. */
export function withFilterInstead(text: string, operators: readonly Operator[], operator: Operator, value: string) {
  return withFilter(withoutOperators(text, operators), operator, value);
}

/** A filter as it is written: `from:@ada`, `in:#"beer garden"`, `before:last week`. */
export function spellFilter(operator: Operator, value: string): string {
  if (!NAMING.includes(operator)) return `${operator}:${value}`;
  return `${operator}:${operator === "in" ? "#" : "@"}${/\s/u.test(value) ? `"${value}"` : value}`;
}

/** What a query finds in one room: it with this room in the place of those that it names. "" where nothing else is asked. */
export function queryInRoom(text: string, roomId: string): string {
  const rest = withoutOperators(text, ["in"]).trim();
  return rest === "" ? "" : `in:${roomId} ${rest}`;
}

/** What is left of a query without its filters: the words, for somebody who wants fewer conditions. */
export function withoutFilters(text: string): string {
  return filtersOf(text).reduceRight(withoutFilter, text);
}

/** The query with the words of its phrases in any order. Phrases that are excluded, and the values of filters, stay as they are. */
export function withoutPhrases(text: string): string {
  const phrases = piecesOf(text).filter(({ token }) => token.isQuoted && !token.not);
  return phrases.reduceRight(
    (rest, { token, start, end }) => rest.slice(0, start) + token.text + rest.slice(end),
    text,
  );
}

function withoutOperators(text: string, operators: readonly Operator[]): string {
  const gone = filtersOf(text).filter(({ operator, not }) => !not && operators.includes(operator));
  return gone.reduceRight(withoutFilter, text);
}
