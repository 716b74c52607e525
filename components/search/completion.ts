import { spellFilter } from "@/lib/search/edit-query";
import { OPERATORS, type Operator } from "@/lib/search/pieces";
import { HAS, IS } from "@/lib/search/query";
import { tokensOf } from "@/lib/search/tokens";

/** What is being typed: the beginning of an operator, or of the value behind one. `insert` replaces `start` to `end`. */
export type Typed = { operator: Operator | null; typed: string; start: number; end: number; not: boolean };

/** A line of the list under the field. `insert` replaces what is being typed. */
export type Suggestion = { id: string; insert: string; label: string; detail: string; userId?: string };

const OPERATOR_WORDS: Record<Operator, string> = {
  from: "messages by a person",
  in: "messages in a room",
  with: "direct chats with a person",
  has: "a link, a file, a picture …",
  is: "unread, mine, edited",
  mentions: "messages that mention a person",
  before: "before a date",
  after: "after a date",
  on: "on a day",
  during: "in a week, a month, a year",
};

const DATES = ["today", "yesterday", "this week", "last week", "this month", "last month", "this year", "last year"];

/** The words that an operator can have behind it, where they are a fixed list. */
export function valuesOf(operator: Operator): readonly string[] {
  if (operator === "has") return HAS;
  if (operator === "is") return IS;
  return operator === "on" ? DATES.slice(0, 2) : DATES;
}

/** What is being typed at the caret, or null where nothing there can be completed. */
export function typedAt(text: string, caret: number): Typed | null {
  const token = tokensOf(text).find(({ start, end }) => start < caret && caret <= end);
  if (!token || token.isQuoted) return null;
  const start = token.start + (token.not ? 1 : 0);
  const colon = text.indexOf(":", start);
  const { end, not } = token;
  if (colon < 0 || colon >= end) {
    const typed = text.slice(start, caret);
    return /^[a-z]+$/i.test(typed) && caret === end ? { operator: null, typed, start, end, not } : null;
  }
  const operator = OPERATORS.find((one) => one === text.slice(start, colon).toLowerCase());
  if (!operator || caret <= colon) return null;
  const typed = text.slice(colon + 1, caret).replace(/^[@#]?["“”„«»]?/u, "");
  return { operator, typed, start, end, not };
}

/** The operators that begin like this. */
export function suggestOperators({ typed }: Typed): Suggestion[] {
  const wanted = typed.toLowerCase();
  const found = OPERATORS.filter((one) => one.startsWith(wanted));
  return found.map((one) => ({ id: one, insert: `${one}:`, label: `${one}:`, detail: OPERATOR_WORDS[one] }));
}

/** The words of a fixed list that begin like this. One that has been typed in full is not suggested. */
export function suggestValues(operator: Operator, typed: string): Suggestion[] {
  const wanted = typed.toLowerCase();
  const found = valuesOf(operator).filter((one) => one.startsWith(wanted) && one !== wanted);
  return found.map((one) => suggestionOf(operator, one, one, ""));
}

/** A suggestion that completes an operator with this value. */
export function suggestionOf(operator: Operator, value: string, label: string, detail: string): Suggestion {
  return { id: `${operator} ${value}`, insert: `${spellFilter(operator, value)} `, label, detail };
}

/** The query with a suggestion in the place of what is being typed, and where the caret goes. */
export function complete(text: string, { start, end }: Typed, { insert }: Suggestion): { text: string; caret: number } {
  const rest = text.slice(end);
  const isSpaced = insert.endsWith(" ") && rest.startsWith(" ");
  return { text: text.slice(0, start) + insert + (isSpaced ? rest.slice(1) : rest), caret: start + insert.length };
}
