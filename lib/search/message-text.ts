import type { MessageFile } from "../files/message-file.ts";
import { linksOf } from "../messages/text/links-of.ts";
import { plainTextOf } from "../messages/text/plain-text.ts";
import { fold } from "./fold.ts";
import { addTerms, namedTerm } from "./terms.ts";

/** What of a message is searched. */
type SearchedMessage = {
  body: string;
  authorId: string;
  isEdited: boolean;
  /** The copy of another message that it passes on. */
  forwarded?: { body: string } | null | undefined;
  files: readonly Pick<MessageFile, "name" | "alt" | "kind">[];
};

/** Signs with which a text can be formatted: without them its words are what was typed. */
const FORMATTING = /[*_~`[\]\\<>|&#]/;

/** The words of a body as people see them. */
export const shownText = (body: string): string => (FORMATTING.test(body) ? plainTextOf(body) : body);

type Texts = Pick<SearchedMessage, "body" | "files" | "forwarded">;

/** The texts in which a message is found: its body and what it forwards, as they are drawn and as they were typed, names and descriptions of its files. */
function textsOf({ body, files, forwarded }: Texts): string[] {
  const typed = [body, forwarded?.body ?? ""].flatMap((text) => [text, shownText(text)]);
  return [...new Set([...typed, ...files.flatMap(({ name, alt }) => [name, alt])])].filter((text) => text !== "");
}

/** All texts of a message, folded. A line break stands between them, and nowhere else. */
export function foldedText(message: Texts): string {
  return textsOf(message).map(fold).join("\n");
}

export const FROM_TERM = (authorId: string): number => namedTerm(`from:${authorId}`);
export const EDITED_TERM = namedTerm("is:edited");
export const HAS_TERM = (what: string): number => namedTerm(`has:${what}`);

/** The terms of a body alone. They are nearly all the work, and can be made before the message's turn to be written. */
export function termsOfBody(body: string): ReadonlySet<number> {
  const terms = new Set<number>();
  addTextsAndKinds(terms, { body, files: [] });
  return terms;
}

/** The terms under which a message is in the index. */
export function termsOfMessage(message: SearchedMessage, ofBody = termsOfBody(message.body)): number[] {
  const terms = new Set(ofBody).add(FROM_TERM(message.authorId));
  addTextsAndKinds(terms, { body: "", files: message.files, forwarded: message.forwarded });
  if (message.isEdited) terms.add(EDITED_TERM);
  return [...terms];
}

function addTextsAndKinds(terms: Set<number>, message: Texts): void {
  for (const text of textsOf(message)) addTerms(terms, text);
  for (const what of whatItHas(message)) terms.add(HAS_TERM(what));
}

/** What `has:` finds in a message. */
export function whatItHas({ body, files, forwarded }: Texts): Set<string> {
  const kinds: string[] = files.map(({ kind }) => kind);
  if (files.length > 0) kinds.push("file");
  if (linksOf(body).length > 0 || (forwarded && linksOf(forwarded.body).length > 0)) kinds.push("link");
  return new Set(kinds);
}
