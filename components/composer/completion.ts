import type { CustomEmoji } from "@/lib/emoji/schema";
import { GROUP_MENTIONS } from "@/lib/messages/text/group-mentions";
import { isInCode, whichInCode } from "@/lib/messages/text/is-in-code";
import { foldForSearch } from "@/lib/text";
import { peopleCount } from "@/lib/user-groups/people-count";
import type { UserGroup } from "@/lib/user-groups/schema";
import { plainName } from "@/lib/users/schema";

const SUGGESTIONS_MAX = 8;
/** A text longer than this is not completed, so that the cost of a key has a bound. */
const TEXT_MAX = 40_000;
/** The number of characters before the caret that are searched for a token. */
const HEAD_MAX = 64;

/** The text before the caret that can be completed, as "@ad" or ":tad". */
export type CompletionToken = { kind: "mention" | "emoji"; query: string; start: number };
/** One line of the list. Its `insert` replaces the token. */
export type Suggestion = {
  id: string;
  insert: string;
  label: string;
  detail: string;
  sign?: string;
  userId?: string;
  isGroup?: boolean;
};
export type MentionCandidate = { id: string; username: string; displayName: string };
/** Maps the name of an emoji to the emoji. */
export type EmojiNames = Readonly<Record<string, string>>;

/** Returns the id of a line of the list, for `aria-activedescendant` of the text field. */
export const optionId = (listId: string, index: number) => `${listId}-${index}`;

const MENTION = /(?<![\p{Script=Latin}\p{N}\p{M}._%+\-/@])@([\p{L}\p{N}\p{M}._-]{0,32})$/u;
/** The beginning of an emoji's name. A number, as in a time, or a face, as ":-P", is none. */
const EMOJI = /(?<![\p{L}\p{N}\p{M}:/]):([+-]1|(?=[0-9_]*[a-z])[a-z0-9][a-z0-9_+-]{1,29})$/iu;
const CLOSED_EMOJI = /(?<![\p{L}\p{N}:/]):([a-z0-9_+-]{1,40}):$/iu;

export function tokenBefore(text: string, caret: number): CompletionToken | null {
  if (text.length > TEXT_MAX) return null;
  const head = text.slice(Math.max(0, caret - HEAD_MAX), caret);
  const match = MENTION.exec(head) ?? EMOJI.exec(head);
  if (!match) return null;
  const start = caret - match[0].length;
  if (isInAddress(text, start) || isInCode(text, caret)) return null;
  const query = match[1] ?? "";
  return match[0].startsWith("@")
    ? { kind: "mention", query, start }
    : { kind: "emoji", query: query.toLowerCase(), start };
}

/** Returns whether the word up to `at` is an address. An address may be longer than the searched text. */
function isInAddress(text: string, at: number): boolean {
  let start = at;
  while (start > 0 && !/\s/.test(text[start - 1] ?? "")) start -= 1;
  const word = text.slice(start, at);
  return word.includes("://") || word.includes("www.");
}

const MANY: MentionCandidate[] = Object.values(GROUP_MENTIONS).map(({ names: [name], label }) => ({
  id: name,
  username: name,
  displayName: label,
}));

/** A person with the folded names to search in, made once for many keys. */
type Searchable = {
  person: MentionCandidate;
  username: string;
  displayName: string;
  /** Of a group, how many people are in it. */
  memberCount?: number;
};

export function searchablePeople(
  people: readonly MentionCandidate[],
  groups: readonly UserGroup[],
  withMany: boolean,
): Searchable[] {
  const ofGroups = groups.map(({ id, handle, name, memberCount }) => {
    return { person: { id, username: handle, displayName: name }, memberCount };
  });
  const all = [...people, ...(withMany ? MANY : [])].map((person) => ({ person }));
  return [...all, ...ofGroups].map((one) => ({
    ...one,
    username: foldForSearch(one.person.username),
    displayName: foldForSearch(one.person.displayName),
  }));
}

/**
 * Suggests people and groups. Those whose name begins with the query come first, then those whose name contains it. Among equals,
 * people with recent messages come first; `recent` has their ids, the latest first.
 */
export function suggestMentions(
  query: string,
  people: readonly Searchable[],
  recent: readonly string[] = [],
): Suggestion[] {
  const wanted = foldForSearch(query);
  const spoke = new Map(recent.map((id, index) => [id, index]));
  const ranked = people.flatMap((one) => {
    const rank = rankOf(wanted, one.username, one.displayName);
    return rank === null ? [] : [{ ...one, rank, since: spoke.get(one.person.id) ?? recent.length }];
  });
  ranked.sort((a, b) => a.rank - b.rank || a.since - b.since || (a.displayName < b.displayName ? -1 : 1));
  return ranked.slice(0, SUGGESTIONS_MAX).map(toSuggestion);
}

function toSuggestion({ person, memberCount }: Searchable): Suggestion {
  const { id, username, displayName } = person;
  const [insert, handle] = [`@${username} `, `@${username}`];
  if (memberCount !== undefined)
    return { id, insert, label: handle, detail: `${displayName} · ${peopleCount(memberCount)}`, isGroup: true };
  if (MANY.includes(person)) return { id, insert, label: handle, detail: displayName };
  return { id, insert, label: plainName(person), detail: handle, userId: id };
}

function rankOf(wanted: string, username: string, displayName: string): number | null {
  if (wanted === "") return 2;
  if (username === wanted) return 0;
  if (username.startsWith(wanted) || displayName.startsWith(wanted)) return 1;
  if (displayName.split(/\s+/u).some((word) => word.startsWith(wanted))) return 2;
  return username.includes(wanted) || displayName.includes(wanted) ? 3 : null;
}

/**
 * Suggests emoji: the exact name first, then names that begin with the query, then names with such a word. Shorter
 * names win.
 */
export function suggestEmoji(query: string, names: EmojiNames): Suggestion[] {
  const found: { name: string; sign: string; rank: number }[] = [];
  for (const [name, sign] of Object.entries(names)) {
    const at = name.indexOf(query);
    if (at < 0) continue;
    const isWord = /[_-]/.test(name[at - 1] ?? "");
    found.push({ name, sign, rank: (at === 0 ? 0 : isWord ? 100 : 200) + name.length });
  }
  found.sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1));
  const seen = new Set<string>();
  const distinct = found.filter(({ sign }) => !seen.has(sign) && seen.add(sign));
  return distinct.slice(0, SUGGESTIONS_MAX).map(({ name, sign }) => ({
    id: name,
    insert: `${sign} `,
    label: `:${name}:`,
    detail: "",
    sign,
  }));
}

/** Names of custom emoji beside those of Unicode, for `suggestEmoji`: each stands for `:name:` of its own name. */
export function withCustomNames(names: EmojiNames, custom: readonly CustomEmoji[]): EmojiNames {
  const own = custom.flatMap(({ name, aliases }) => [name, ...aliases].map((one) => [one, `:${name}:`] as const));
  return { ...names, ...Object.fromEntries(own) };
}

/** Finds the emoji of a `:name:` that has just been closed before the caret. */
export function completedEmoji(text: string, caret: number, names: EmojiNames) {
  const match = text.length > TEXT_MAX ? null : CLOSED_EMOJI.exec(text.slice(Math.max(0, caret - HEAD_MAX), caret));
  const name = match?.[1]?.toLowerCase();
  if (!match || !name || !Object.hasOwn(names, name)) return null;
  const start = caret - match[0].length;
  if (isInAddress(text, start) || isInCode(text, caret)) return null;
  return { start, end: caret, sign: names[name] ?? "" };
}

/**
 * Every known `:name:` outside code and addresses as its emoji: what was typed or pasted before the names had loaded.
 */
export function putEmojiForNames(text: string, names: EmojiNames): string {
  // An address is a match of its own, so that no part of it is taken for a name.
  const parts = /(?:[a-z][a-z0-9+.-]{0,30}:\/\/|www\.)\S*|(?<![\p{L}\p{N}:/]):([a-z0-9_+-]{1,40}):/giu;
  const found = [...text.matchAll(parts)].flatMap(({ 0: match, 1: name = "", index: start }) => {
    const known = name.toLowerCase();
    return Object.hasOwn(names, known) ? [{ start, end: start + match.length, sign: names[known] ?? match }] : [];
  });
  const inCode = whichInCode(
    text,
    found.map(({ start }) => start),
  );
  let result = "";
  let at = 0;
  for (const { start, end, sign } of found) {
    result += text.slice(at, start) + (inCode.has(start) ? text.slice(start, end) : sign);
    at = end;
  }
  return result + text.slice(at);
}
