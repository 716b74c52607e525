import { fold } from "../search/fold.ts";
import { singleLine } from "../text.ts";
import * as z from "../z.ts";
import { isShort, TOKENS_MAX } from "./tokens.ts";

/** How many words somebody can have. */
export const KEYWORDS_MAX = 30;
const KEYWORD_MIN = 2;
const KEYWORD_MAX = 50;

const keywordSchema = singleLine("A keyword", KEYWORD_MIN, KEYWORD_MAX).check(
  z.refine(
    (word) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(fold(word)),
    "A keyword has letters, digits or emoji.",
  ),
  z.refine((word) => isShort(fold(word)), `A keyword can have at most ${TOKENS_MAX} words and signs.`),
);

/** All words of a person, each once: two that are folded to the same are one. */
export const keywordsSchema = z.object({ words: z.array(z.string()) });
export type Keywords = z.infer<typeof keywordsSchema>;

export const TOO_MANY_KEYWORDS = `You can have at most ${KEYWORDS_MAX} keywords.`;

/** Words that are there already, or are not, change nothing. What is removed may be a word from before a limit. */
export const changeKeywordsSchema = z.object({
  add: z._default(z.array(keywordSchema).check(z.maxLength(KEYWORDS_MAX, TOO_MANY_KEYWORDS)), []),
  remove: z._default(z.array(z.string().check(z.maxLength(2 * KEYWORD_MAX))).check(z.maxLength(KEYWORDS_MAX)), []),
});
export type ChangeKeywordsInput = z.input<typeof changeKeywordsSchema>;
