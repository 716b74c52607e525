import { Marked, type Token, type Tokens } from "marked";
import { mentionsIn } from "./mentions.ts";

/**
 * A message's text as a tree of plain data: the Markdown of chats, and nothing that could run. What people write as
 * HTML stays text. Whoever draws it makes elements of it, never HTML.
 */
export type Block =
  | { type: "paragraph"; children: Inline[] }
  | { type: "heading"; children: Inline[] }
  | { type: "quote"; children: Block[] }
  | { type: "list"; ordered: boolean; start: number; items: ListItem[] }
  | { type: "code"; language: string; text: string }
  | { type: "rule" };
export type ListItem = { isChecked?: boolean; children: Block[] };
export type Inline =
  | { type: "text"; text: string }
  | { type: "strong" | "emphasis" | "strike"; children: Inline[] }
  | { type: "code"; text: string }
  | { type: "link"; href: string; children: Inline[] }
  | { type: "mention"; text: string; names: string[] }
  | { type: "break" };

/** Quotes and lists inside each other; deeper ones are shown as they were typed. */
export const NESTING_MAX = 8;
/** Signs of emphasis in one message. Beyond it nobody emphasises anything, and pairing them takes long. */
const DELIMITERS_MAX = 1500;
/** Lines that begin a quote or a list item; the parser looks at the rest of the text anew for each. */
const CONTAINER_LINES_MAX = 500;
/** So many emoji alone are drawn larger. */
const LARGE_EMOJI_MAX = 12;

// Not wanted in a chat: HTML, reference definitions (they would vanish), code by indentation, underlined headings,
// tables. A tokenizer that returns undefined lets the next rule take the text, in the end the one for plain text.
const never = () => undefined;
const markdown = new Marked({
  gfm: true,
  breaks: true,
  tokenizer: { html: never, tag: never, def: never, code: never, lheading: never, table: never, reflink: never },
});

const cache = new Map<string, Block[]>();
const CACHE_MAX = 500;

/** The blocks of a message's text. Takes milliseconds for the worst 8,000 characters. */
export function parseBody(body: string): Block[] {
  const known = cache.get(body);
  if (known) return known;
  const blocks = parse(body);
  // Rows of a virtual list come and go; parsing again at each scroll would cost more than it keeps.
  if (cache.size >= CACHE_MAX) cache.clear();
  cache.set(body, blocks);
  return blocks;
}

function parse(body: string): Block[] {
  const text = body.replaceAll("\r\n", "\n");
  if (isBomb(text)) return plain(text);
  try {
    return toBlocks(markdown.lexer(text), 0);
  } catch {
    return plain(text);
  }
}

const CONTAINERS = /^(?:[ \t]*(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))+/;

/** Nesting so deep that the parser's own recursion would overflow, or delimiters so many that it would crawl. */
function isBomb(text: string): boolean {
  let delimiters = 0;
  for (const sign of text) if (sign === "*" || sign === "_" || sign === "~") delimiters++;
  if (delimiters > DELIMITERS_MAX) return true;
  let lines = 0;
  return text.split("\n").some((line) => {
    const containers = CONTAINERS.exec(line)?.[0];
    if (!containers) return false;
    lines++;
    return lines > CONTAINER_LINES_MAX || (containers.match(/>|[-*+]|\d+[.)]/g)?.length ?? 0) > NESTING_MAX;
  });
}

/** The text as typed, its line breaks kept. */
function plain(text: string): Block[] {
  const children = text.split("\n").flatMap((line, index): Inline[] => {
    const words = line === "" ? [] : withMentions(line);
    return index === 0 ? words : [{ type: "break" }, ...words];
  });
  return [{ type: "paragraph", children }];
}

function toBlocks(tokens: Token[], depth: number): Block[] {
  return tokens.flatMap((token) => toBlock(token, depth));
}

function toBlock(token: Token, depth: number): Block[] {
  if (depth > NESTING_MAX) return plain(token.raw.trimEnd());
  switch (token.type) {
    case "space":
    case "checkbox":
      return [];
    case "hr":
      return [{ type: "rule" }];
    case "code":
      return [{ type: "code", language: languageOf(token as Tokens.Code), text: token.text }];
    case "blockquote":
      return [{ type: "quote", children: toBlocks(token.tokens ?? [], depth + 1) }];
    case "list":
      return [toList(token as Tokens.List, depth)];
    case "heading":
      return [{ type: "heading", children: toInlines(token.tokens ?? [], depth) }];
    default:
      return [{ type: "paragraph", children: toLeaf(token, depth) }];
  }
}

function toList(list: Tokens.List, depth: number): Block {
  const items = list.items.map((item) => ({
    isChecked: item.task ? item.checked === true : undefined,
    children: toBlocks(item.tokens, depth + 1),
  }));
  return { type: "list", ordered: list.ordered, start: Number(list.start) || (list.start === 0 ? 0 : 1), items };
}

function languageOf(token: Tokens.Code): string {
  return /^[\w+#.-]{1,24}/.exec(token.lang ?? "")?.[0] ?? "";
}

const MARKS = { strong: "strong", em: "emphasis", del: "strike" } as const;

function toInlines(tokens: Token[], depth: number): Inline[] {
  return tokens.flatMap((token) => toInline(token, depth + 1));
}

function toInline(token: Token, depth: number): Inline[] {
  // Emphasis in emphasis costs no block; only absurd depths are cut.
  if (depth > NESTING_MAX * 4) return [{ type: "text", text: token.raw }];
  switch (token.type) {
    case "strong":
    case "em":
    case "del":
      return [{ type: MARKS[token.type], children: toInlines(token.tokens ?? [], depth) }];
    case "codespan":
      return [{ type: "code", text: token.text }];
    case "br":
      return [{ type: "break" }];
    case "escape":
      return [{ type: "text", text: token.text }];
    case "link":
    case "image":
      return toLink(token as Tokens.Link | Tokens.Image, depth);
    default:
      return toLeaf(token, depth);
  }
}

function toLeaf(token: Token, depth: number): Inline[] {
  if ("tokens" in token && token.tokens) return toInlines(token.tokens, depth);
  return withMentions("text" in token ? token.text : token.raw);
}

/** Images are links: loading a stranger's picture would tell them who reads. Unsafe addresses stay text. */
function toLink(token: Tokens.Link | Tokens.Image, depth: number): Inline[] {
  const href = safeHref(token.href);
  if (href === null) return withMentions(token.raw);
  if (token.type === "image") return [{ type: "link", href, children: [{ type: "text", text: token.text || href }] }];
  const children = "autolink" in token && token.autolink ? [] : withoutLinks(toInlines(token.tokens ?? [], depth));
  return [{ type: "link", href, children: children.length > 0 ? children : [{ type: "text", text: token.text }] }];
}

function withoutLinks(children: Inline[]): Inline[] {
  return children.flatMap((one): Inline[] => {
    if (one.type === "link") return withoutLinks(one.children);
    if (one.type === "mention") return [{ type: "text", text: one.text }];
    return [one];
  });
}

const SAFE_PROTOCOLS = new Set(["http:", "https:", "mailto:"]);

/** The address, normalised, if it is of the web or of mail; null for everything else, relative ones included. */
export function safeHref(href: string): string | null {
  try {
    const url = new URL(href);
    return SAFE_PROTOCOLS.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

function withMentions(text: string): Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  for (const { start, end, names } of mentionsIn(text)) {
    if (start > from) parts.push({ type: "text", text: text.slice(from, start) });
    parts.push({ type: "mention", text: text.slice(start, end), names });
    from = end;
  }
  if (from < text.length) parts.push({ type: "text", text: text.slice(from) });
  return parts;
}

/** The words of a body on one line, without the signs of Markdown: for quotes, previews and notices. */
export function plainTextOf(body: string): string {
  return wordsOf(parseBody(body)).replace(/\s+/gu, " ").trim();
}

function wordsOf(nodes: readonly (Block | Inline)[]): string {
  return nodes
    .map((node) => {
      if (node.type === "break" || node.type === "rule") return " ";
      if (node.type === "list") return node.items.map((item) => wordsOf(item.children)).join("");
      if ("children" in node) return `${wordsOf(node.children)}${isBlock(node) ? " " : ""}`;
      return node.text;
    })
    .join("");
}

function isBlock(node: Block | Inline): boolean {
  return node.type === "paragraph" || node.type === "heading" || node.type === "quote";
}

const ONLY_EMOJI =
  /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[#*0-9]\ufe0f?\u20e3|[\u200d\ufe0f]|[\u{e0020}-\u{e007f}]|\s)+$/u;

/** Whether the whole message is a few emoji. */
export function isOnlyEmoji(body: string): boolean {
  if (body.length > LARGE_EMOJI_MAX * 15 || !ONLY_EMOJI.test(body) || !/\S/.test(body)) return false;
  const signs = body.replace(/\s|\u200d.[\ufe0f]?|\p{Emoji_Modifier}|\ufe0f|[\u{e0020}-\u{e007f}]/gu, "");
  const flags = signs.match(/\p{Regional_Indicator}/gu)?.length ?? 0;
  return [...signs].length - Math.floor(flags / 2) <= LARGE_EMOJI_MAX && !/^[©®™]$/u.test(signs);
}
