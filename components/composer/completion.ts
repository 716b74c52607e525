import { foldName } from "@/lib/text";

export const SUGGESTIONS_MAX = 8;

/** What is being typed before the caret that could be completed: "@ad" or ":tad". */
export type Token = { kind: "mention" | "emoji"; query: string; start: number };
/** One line of the list. `insert` replaces the token. */
export type Suggestion = { id: string; insert: string; label: string; detail: string; sign?: string; userId?: string };
export type MentionCandidate = { id: string; username: string; displayName: string };

/** The id of a line of the list, for the text field that points at it. */
export const optionId = (listId: string, index: number) => `${listId}-${index}`;

const MENTION = /(?<![\p{Script=Latin}\p{N}\p{M}._%+\-/@])@([\p{L}\p{N}\p{M}._-]{0,32})$/u;
const EMOJI = /(?<![p{L}p{N}:/])([:])([a-z0-9_+-]{2,30})$/i;
const CLOSED_EMOJI = /(?<![\p{L}\p{N}:/]):([a-z0-9_+-]{1,40}):$/iu;

export function tokenBefore(text: string, caret: number): Token | null {
  const head = text.slice(Math.max(0, caret - 64), caret);
  const mention = MENTION.exec(head);
  if (mention) return { kind: "mention", query: mention[1] ?? "", start: caret - mention[0].length };
  const emoji = EMOJI.exec(head);
  if (emoji) return { kind: "emoji", query: (emoji[2] ?? "").toLowerCase(), start: caret - emoji[0].length };
  return null;
}

const MANY: MentionCandidate[] = [
  { id: "all", username: "all", displayName: "Everyone in this room" },
  { id: "here", username: "here", displayName: "Everyone who is online" },
];

/** People whose name begins so first, then those in whose name it occurs. */
export function suggestMentions(query: string, people: readonly MentionCandidate[], withMany: boolean): Suggestion[] {
  const wanted = foldName(query);
  const all = withMany ? [...people, ...MANY] : people;
  const ranked = all.flatMap((person) => {
    const rank = rankOf(wanted, foldName(person.username), foldName(person.displayName));
    return rank === null ? [] : [{ person, rank }];
  });
  ranked.sort((a, b) => a.rank - b.rank || (a.person.displayName < b.person.displayName ? -1 : 1));
  return ranked.slice(0, SUGGESTIONS_MAX).map(({ person }) => ({
    id: person.id,
    insert: `@${person.username} `,
    label: MANY.includes(person) ? `@${person.username}` : person.displayName,
    detail: MANY.includes(person) ? person.displayName : `@${person.username}`,
    userId: MANY.includes(person) ? undefined : person.id,
  }));
}

function rankOf(wanted: string, username: string, displayName: string): number | null {
  if (wanted === "") return 2;
  if (username === wanted) return 0;
  if (username.startsWith(wanted) || displayName.startsWith(wanted)) return 1;
  if (displayName.split(/\s+/u).some((word) => word.startsWith(wanted))) return 2;
  return username.includes(wanted) || displayName.includes(wanted) ? 3 : null;
}

export function suggestEmoji(query: string, names: Readonly<Record<string, string>>): Suggestion[] {
  const found: { name: string; sign: string; rank: number }[] = [];
  for (const [name, sign] of Object.entries(names)) {
    const at = name.indexOf(query);
    if (at >= 0) found.push({ name, sign, rank: (at === 0 ? 0 : 100) + name.length });
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

/** The emoji that a just closed `:name:` before the caret stands for. */
export function closedEmoji(text: string, caret: number, names: Readonly<Record<string, string>>) {
  const match = CLOSED_EMOJI.exec(text.slice(Math.max(0, caret - 64), caret));
  const name = match?.[1]?.toLowerCase();
  if (!match || !name || !Object.hasOwn(names, name) || isInCode(text, caret)) return null;
  return { start: caret - match[0].length, end: caret, sign: names[name] ?? "" };
}

/** Every known `:name:` outside code as its emoji: what was typed before the names had loaded. */
export function withEmoji(text: string, names: Readonly<Record<string, string>>): string {
  return text.replace(/(?<![\p{L}\p{N}:/]):([a-z0-9_+-]{1,40}):/giu, (match, name: string, at: number) => {
    const known = name.toLowerCase();
    return Object.hasOwn(names, known) && !isInCode(text, at) ? (names[known] ?? match) : match;
  });
}

/** Roughly: an odd number of backticks, or of fences, before the place. */
function isInCode(text: string, at: number): boolean {
  const before = text.slice(0, at);
  const fences = before.match(/^ {0,3}(```|~~~)/gm)?.length ?? 0;
  const line = before.slice(before.lastIndexOf("\n") + 1);
  return fences % 2 === 1 || (line.match(/`/g)?.length ?? 0) % 2 === 1;
}
