import { type Address, addressAt, mailAt, noOpenEmphasis } from "./addresses.ts";
import { type Brackets, bracketsIn, isEscaped } from "./brackets.ts";
import { type CodeSpan, codeOf, codeSpansIn } from "./code-spans.ts";
import { type Run, runAt } from "./emphasis.ts";
import { hrefOf } from "./href-of.ts";
import { mentionAt } from "./mention-at.ts";
import type { Inline, Work } from "./nodes.ts";
import { charBefore, isWord } from "./signs.ts";

/** A part of a text that is not shown as its characters. Without a node nothing is shown of it. */
export type Atom = { start: number; end: number; node: Inline | null };
export type Token = Atom | Run;

/** The surroundings of the text that is scanned. */
export type InlineContext = {
  work: Work;
  /** The places of escaped characters, which never format. */
  literals: ReadonlySet<number>;
  /** Is called with the place of each sign that formats. */
  mark: ((at: number) => void) | null;
  /**
   * The position in the whole text at which this text begins; `literals` and `mark` use positions in the whole text.
   */
  offset: number;
  /** Whether the text is the words of a link: they hold no other link and no mention. */
  isLink: boolean;
};

/** Walks over a text once, from left to right, and never looks at what it has found again. */
export class InlineScan {
  private readonly found: Token[] = [];
  private readonly waiting = noOpenEmphasis();
  private readonly spans: CodeSpan[];
  private readonly brackets: Brackets | null;
  private span = 0;
  private at = 0;
  private lastMention = -1;
  /** No address begins before this place. */
  private looked = 0;
  private sign: number;

  constructor(
    private readonly text: string,
    private readonly context: InlineContext,
    /** Parses the words of a link, which are a text of their own. */
    private readonly readWords: (words: string, context: InlineContext) => Inline[],
  ) {
    const isLiteral = (at: number) => this.isLiteral(at);
    this.spans = codeSpansIn(text, isLiteral, context.work);
    this.brackets = context.isLink ? null : bracketsIn(text, this.spans, isLiteral, context.work);
    this.sign = text.indexOf("@");
  }

  tokens(): Token[] {
    while (this.at < this.text.length) {
      this.context.work.steps++;
      if (!this.step()) this.at++;
    }
    return this.found;
  }

  /** Whether something other than text begins at `at`. If so, `at` moves behind it. */
  private step(): boolean {
    const char = this.text[this.at] ?? "";
    if (this.isLiteral(this.at)) return this.word(char);
    switch (char) {
      case "\\":
        return this.isDropped() && this.take({ start: this.at, end: this.at + 1, node: null });
      case "`":
        return this.code();
      case "*":
      case "_":
      case "~":
        return this.run(char);
      case "[":
        return this.link(this.at);
      case "!":
        return this.text[this.at + 1] === "[" && !this.isLiteral(this.at + 1) && this.link(this.at + 1);
      case "@":
        return this.mention();
      default:
        return this.word(char);
    }
  }

  /** Whether the backslash at `at` keeps the next sign from formatting, and so is not shown. In the words of a link a bracket always would format. */
  private isDropped(): boolean {
    const next = this.text[this.at + 1] ?? "";
    return (
      this.isLiteral(this.at + 1) || (this.context.isLink && "[]".includes(next) && isEscaped(this.text, this.at + 1))
    );
  }

  private code(): boolean {
    const span = this.spans[this.span];
    if (span?.start !== this.at) return false;
    this.span++;
    this.markAll(span.start, span.start + span.size);
    this.markAll(span.end - span.size, span.end);
    return this.take({ start: span.start, end: span.end, node: { type: "code", text: codeOf(this.text, span) } });
  }

  private run(sign: "*" | "_" | "~"): boolean {
    let end = this.at + 1;
    while (this.text[end] === sign && !this.isLiteral(end)) end++;
    this.context.work.steps += end - this.at;
    const run = runAt(this.text, this.at, end);
    if (run?.canOpen) this.waiting[sign] = Math.max(this.waiting[sign], run.size);
    else if (run?.canClose) this.waiting[sign] = 0;
    if (run && (run.canOpen || run.canClose)) this.found.push(run);
    this.at = end;
    return true;
  }

  /** `[words](address)` or `![words](address)`, whose "[" is at `open`. A picture becomes a link, because loading it would tell its host who reads. */
  private link(open: number): boolean {
    const close = this.brackets?.square.get(open) ?? -1;
    const end = this.text[close + 1] === "(" ? (this.brackets?.round.get(close + 1) ?? -1) : -1;
    const words = this.text.slice(open + 1, close);
    if (close < 0 || end < 0 || words.trim() === "") return false;
    const href = hrefOf(this.text, close + 2, end, this.context.work);
    if (href === null) return false;
    const isPicture = open > this.at;
    const inside = { ...this.context, offset: this.context.offset + open + 1, isLink: true };
    const children: Inline[] = isPicture ? [{ type: "text", text: words }] : this.readWords(words, inside);
    for (const place of [this.at, open, close, close + 1, end]) this.mark(place);
    while ((this.spans[this.span]?.start ?? end) < end) this.span++;
    return this.take({ start: this.at, end: end + 1, node: { type: "link", href, children } });
  }

  private mention(): boolean {
    if (this.context.isLink) return false;
    const last = this.found.at(-1);
    const isOpened = last !== undefined && "sign" in last && last.canOpen && last.at + last.size === this.at;
    const isEmphasised = isOpened || this.isLiteral(this.at - 1);
    const { span, skip } = mentionAt(
      this.text,
      this.at,
      { lastEnd: this.lastMention, isEmphasised },
      this.context.work,
    );
    if (!span) {
      // No address begins in what looked like a name, but its signs may still format, so only the search for addresses skips it.
      this.looked = Math.max(this.looked, skip);
      return false;
    }
    this.mark(this.at);
    this.lastMention = span.end;
    const node: Inline = { type: "mention", text: this.text.slice(span.start, span.end), names: span.names };
    return this.take({ start: span.start, end: span.end, node });
  }

  /** The address that begins with the letter at `at`. */
  private word(char: string): boolean {
    if (this.context.isLink || this.at < this.looked || !/[a-z0-9]/i.test(char)) return false;
    if (isWord(charBefore(this.text, this.at))) return false;
    const address = this.address(char);
    if (!address) return false;
    const { start, end, href } = address;
    const children: Inline[] = [{ type: "text", text: this.text.slice(start, end) }];
    return this.take({ start, end, node: { type: "link", href, children } });
  }

  private address(char: string): Address | null {
    const { text, at, context } = this;
    const web = /[hw]/i.test(char) ? addressAt(text, at, this.waiting, context.work) : null;
    if (web) return web;
    while (this.sign >= 0 && this.sign < at) this.sign = text.indexOf("@", at);
    if (this.sign < 0 || this.isLiteral(this.sign)) return null;
    const mail = mailAt(text, at, this.sign, this.waiting, context.work);
    if (mail) this.mark(this.sign);
    return mail;
  }

  private take(atom: Atom): true {
    this.found.push(atom);
    this.at = atom.end;
    return true;
  }

  private isLiteral(at: number): boolean {
    return this.context.literals.has(at + this.context.offset);
  }

  private mark(at: number): void {
    this.context.mark?.(at + this.context.offset);
  }

  private markAll(from: number, to: number): void {
    for (let at = from; at < to; at++) this.mark(at);
  }
}
