import { foldName } from "../text.ts";
import { USERNAME_MAX } from "../users/schema.ts";

/** Names taken from one message, alternatives included; a body that "mentions" more is a list, not a call. */
export const MENTIONS_MAX = 100;

export type Mentions = {
  /** Folded by `foldName`, without the @. May hold several readings of one mention: "ada." and "ada". */
  names: string[];
  everyone: boolean;
  here: boolean;
};

/** One mention as it stands in a text: `text.slice(start, end)` is "@name" without trailing punctuation. */
export type MentionSpan = { start: number; end: number; names: string[] };

const EVERYONE = new Set(["all", "everyone", "channel", "room"]);
// An @ inside an e-mail address or a URL follows one of these. Han, kana, Thai and the like write no space before it.
const BEFORE = String.raw`(?<![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}\p{M}._%+\-/@:&=])`;
const MENTION = new RegExp(String.raw`${BEFORE}@([\p{L}\p{N}\p{M}._-]+)(@?)`, "gu");
const TRAILING = /[._-]+$/u;
const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Hangul}`;
const SPACED_HEAD = new RegExp(`^([^${UNSPACED}]+)[${UNSPACED}]`, "u");

/** Whom `body` calls, code and e-mail addresses aside. Grammar only: whether such people exist is for the caller. */
export function parseMentions(body: string): Mentions {
  const found: Mentions = { names: [], everyone: false, here: false };
  if (!body.includes("@")) return found;
  const names = new Set<string>();
  for (const text of withoutCode(body)) {
    for (const span of mentionsIn(text)) {
      for (const name of span.names) {
        if (EVERYONE.has(name)) found.everyone = true;
        else if (name === "here") found.here = true;
        else if (name !== "me" && names.size < MENTIONS_MAX) names.add(name);
      }
    }
  }
  return { ...found, names: [...names] };
}

/** The mentions in a text without code, first to last. */
export function mentionsIn(text: string): MentionSpan[] {
  if (!text.includes("@")) return [];
  const spans: MentionSpan[] = [];
  for (const match of text.matchAll(MENTION)) {
    // "@ada@example.org" is a fediverse address, not a person here.
    if (match[2]) continue;
    const readings = readingsOf(match[1] ?? "");
    const shown = readings.at(-1);
    if (shown === undefined) continue;
    spans.push({
      start: match.index,
      end: match.index + 1 + shown.length,
      names: readings.map(foldName).filter(isPossible),
    });
  }
  return spans.filter((span) => span.names.length > 0);
}

/** "ada.-" may be the person "ada.-", "ada." or "ada"; "ada你好" may be "ada" followed by a greeting. Longest first. */
function readingsOf(raw: string): string[] {
  const readings = [raw];
  const trailing = TRAILING.exec(raw)?.[0].length ?? 0;
  for (let cut = 1; cut <= Math.min(trailing, USERNAME_MAX); cut++) readings.push(raw.slice(0, raw.length - cut));
  if (trailing > USERNAME_MAX) readings.push(raw.slice(0, raw.length - trailing));
  const head = SPACED_HEAD.exec(raw)?.[1]?.replace(TRAILING, "");
  if (head) readings.push(head);
  return readings.filter((name) => /[\p{L}\p{N}]/u.test(name));
}

function isPossible(name: string): boolean {
  return name.length >= 2 && [...name].length <= USERNAME_MAX;
}

/** The parts of `body` outside fenced blocks and code spans, in order. */
function withoutCode(body: string): string[] {
  if (!body.includes("`") && !body.includes("~~~")) return [body];
  const parts: string[] = [];
  let paragraph: string[] = [];
  let fence: string | null = null;
  const flush = () => {
    if (paragraph.length > 0) parts.push(...withoutCodeSpans(paragraph.join("\n")));
    paragraph = [];
  };
  for (const line of body.split("\n")) {
    const content = line.replace(/^(?: {0,3}>)* */, "");
    const mark = /^(`{3,}|~{3,})(.*)$/.exec(content);
    if (fence !== null) {
      if (mark?.[1]?.startsWith(fence) && mark[2]?.trim() === "") fence = null;
    } else if (mark?.[1] && !(mark[1].startsWith("`") && mark[2]?.includes("`"))) {
      flush();
      fence = mark[1];
    } else if (content.trim() === "") flush();
    else paragraph.push(line);
  }
  flush();
  return parts;
}

/** A run of n backticks opens code when a later run of exactly n closes it (CommonMark 6.1). */
function withoutCodeSpans(text: string): string[] {
  const runs = [...text.matchAll(/`+/g)];
  const parts: string[] = [];
  let from = 0;
  for (let i = 0; i < runs.length; i++) {
    const open = runs[i];
    if (!open) break;
    const close = runs.findIndex((run, j) => j > i && run[0].length === open[0].length);
    const end = runs[close];
    if (!end) continue;
    parts.push(text.slice(from, open.index));
    from = end.index + end[0].length;
    i = close;
  }
  parts.push(text.slice(from));
  return parts;
}
