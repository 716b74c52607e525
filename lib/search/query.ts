import { foldName } from "../text.ts";
import { type Span, spanOf } from "./dates.ts";
import { fold } from "./fold.ts";
import type { Wanted } from "./match.ts";
import { type Operator, piecesOf } from "./pieces.ts";
import type { Token } from "./tokens.ts";

export const HAS = ["link", "file", "image", "video", "audio"] as const;
export const IS = ["edited", "mine", "unread"] as const;

/** A condition on people or rooms: usernames and names of rooms as they were written, without the @ or #. `me` is who asks. */
type NamingClause = { not: boolean; type: "from" | "in" | "with" | "mentions"; name: string };
/** A condition on the message alone. */
export type MessageClause = { not: boolean } & (
  | Wanted
  | { type: "sent"; span: Span }
  | { type: "has"; what: (typeof HAS)[number] }
  | { type: "is"; what: (typeof IS)[number] }
);
/** One condition of a query. All of them have to hold; `not` turns one around. */
type Clause = MessageClause | NamingClause;
export type Query = Clause[];

/** More conditions are nobody's question. */
export const CLAUSES_MAX = 32;

/** A query that cannot be answered, with a sentence for the person. */
export class QueryError extends Error {}

/**
 * Reads a query. An operator that is unknown, or has nothing behind it, is a word. `now` and the zone decide what `yesterday`
 * is. Throws QueryError for a date that is none, and for a `has:` or `is:` that nothing has or is. Work: linear.
 */
export function parseQuery(text: string, { now, zone }: { now: number; zone: string }): Query {
  const pieces = piecesOf(text);
  const endsInWord = !/\s$/u.test(text);
  const clauses = pieces.flatMap(({ token, operator, value }, at): Clause[] =>
    operator ? [toClause(operator, token, value, now, zone)] : toWords(token, endsInWord && at === pieces.length - 1),
  );
  if (clauses.length > CLAUSES_MAX) throw new QueryError(`A search can have at most ${CLAUSES_MAX} words and filters.`);
  return clauses;
}

function toClause(operator: Operator, { not }: Token, value: string, now: number, zone: string): Clause {
  switch (operator) {
    case "has":
    case "is":
      return toKnown(operator, value, not);
    case "from":
    case "in":
    case "with":
    case "mentions":
      return { type: operator, name: value.replace(/^[@#]/, ""), not };
    default:
      return toSent(operator, value, not, spanOf(value, now, zone));
  }
}

function toKnown(operator: "has" | "is", value: string, not: boolean): Clause {
  const wanted = foldName(value).replace(/s$/, "");
  const has = operator === "has" ? HAS.find((one) => one === wanted) : undefined;
  if (has) return { type: "has", what: has, not };
  const is = operator === "is" ? IS.find((one) => one === wanted) : undefined;
  if (is) return { type: "is", what: is, not };
  const known = operator === "has" ? HAS : IS;
  throw new QueryError(`${operator}:${shortened(value)} is unknown. There is ${known.join(", ")}.`);
}

function toSent(operator: Operator, value: string, not: boolean, span: Span | null): Clause {
  if (!span)
    throw new QueryError(
      `${operator}:${shortened(value)} has no date. Write 2026-01-31, 2026-01, yesterday or last week.`,
    );
  const { from, to } = span;
  if (operator === "before") return { type: "sent", span: { from: Number.NEGATIVE_INFINITY, to: from }, not };
  if (operator === "after") return { type: "sent", span: { from: to, to: Number.POSITIVE_INFINITY }, not };
  return { type: "sent", span, not };
}

const shortened = (value: string): string => (value.length > 40 ? `${value.slice(0, 40)}…` : value);

/** A word, or a phrase; none where nothing of it is left to be found. */
function toWords({ text, isQuoted, not }: Token, isPrefix: boolean): Clause[] {
  const folded = fold(text).trim();
  if (folded === "") return [];
  if (isQuoted) return [{ type: "phrase", text: folded, not }];
  // Folding can make blanks, as of the sign that is a whole Arabic sentence.
  const words = folded.split(" ");
  return words.map((word, at) => ({ type: "word", text: word, isPrefix: isPrefix && at === words.length - 1, not }));
}

/** The words and phrases that a query wants to find, for marking them. */
export function wantedOf(query: Query): Wanted[] {
  return query.filter((one) => (one.type === "word" || one.type === "phrase") && !one.not) as Wanted[];
}
