import { foldName } from "../../text.ts";
import { USERNAME_MAX } from "../../users/limits.ts";
import type { Work } from "./nodes.ts";
import { charAt, charBefore, isWord } from "./signs.ts";

/** `text.slice(start, end)` is "@name" without trailing punctuation. `names` are the folded names that it may mean. */
export type MentionSpan = { start: number; end: number; names: string[] };

const NAME = /[\p{L}\p{N}\p{M}._-]/u;
const TRAILING = "._-";
/** In these scripts a name may run into the next word: they have no spaces between words, or, as Korean, endings after names. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Hangul}]/u;
// An "@" behind one of these characters is part of an address, or of a handle on another site.
const BLOCKING = "._%+-/@=";
const BETWEEN = "/&+,.-|:;";

/**
 * The state before an "@" that decides whether it is a mention: where the last mention ended, and whether a sign before
 * it opens emphasis.
 */
export type BeforeMention = { lastEnd: number; isEmphasised: boolean };

/**
 * The mention whose "@" is at `at`, or null. `skip` is where the characters end that could be of a name. Whether people of
 * such names exist, the caller has to ask.
 */
export function mentionAt(
  text: string,
  at: number,
  before: BeforeMention,
  work: Work,
): { span: MentionSpan | null; skip: number } {
  let end = at + 1;
  for (let char = charAt(text, end); char !== "" && NAME.test(char); char = charAt(text, end)) end += char.length;
  work.steps += end - at;
  const none = { span: null, skip: end };
  if (isBlocked(text, at, before)) return none;
  const raw = text.slice(at + 1, end);
  // "@ada@example.org" is an address in the fediverse, and not a person here.
  if (text[end] === "@" && !TRAILING.includes(raw.at(-1) ?? "@")) return none;
  const readings = readingsOf(raw, work);
  const shown = readings.at(-1);
  const names = readings.map(foldName).filter(isPossible);
  if (shown === undefined || names.length === 0) return none;
  return { span: { start: at, end: at + 1 + shown.length, names }, skip: end };
}

function isBlocked(text: string, at: number, { lastEnd, isEmphasised }: BeforeMention): boolean {
  const char = charBefore(text, at);
  if (char === "" || isEmphasised) return false;
  // "@ben/@ann" mentions both.
  if (lastEnd === at - 1 && BETWEEN.includes(char)) return false;
  return isWord(char) || BLOCKING.includes(char);
}

/** The names that `raw` may mean, the longest first: "ada.-" may be "ada.-", "ada." or "ada", and "ada你好" may be "ada" before a greeting. */
function readingsOf(raw: string, work: Work): string[] {
  const name = withoutTrailing(raw, work);
  if (name.length > USERNAME_MAX * 4) return headOf(name, work);
  const readings: string[] = [];
  for (let size = Math.min(raw.length, name.length + USERNAME_MAX); size >= name.length; size--)
    readings.push(raw.slice(0, size));
  work.steps += readings.length * raw.length;
  return [...readings, ...headOf(name, work)].filter((reading) => /[\p{L}\p{N}]/u.test(reading));
}

function withoutTrailing(raw: string, work: Work): string {
  let size = raw.length;
  while (size > 0 && TRAILING.includes(raw[size - 1] ?? "")) size--;
  work.steps += raw.length - size;
  return raw.slice(0, size);
}

/** The beginning of a name that runs into a word of a script without spaces. */
function headOf(name: string, work: Work): string[] {
  let end = 0;
  for (let char = charAt(name, end); char !== "" && end <= USERNAME_MAX * 2; char = charAt(name, end)) {
    work.steps++;
    if (UNSPACED.test(char)) return end === 0 ? [] : [withoutTrailing(name.slice(0, end), work)];
    end += char.length;
  }
  return [];
}

function isPossible(name: string): boolean {
  return name.length >= 2 && name.length <= USERNAME_MAX * 4 && [...name].length <= USERNAME_MAX;
}
