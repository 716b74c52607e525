/** A piece of code in one colour. Together the pieces are the code, character by character. */
export type Piece = { text: string; colour: Colour | null };
export type Colour = keyof typeof COLOURS;

/** What a word of code can be, with its class. Code on the page has these colours and no others. */
export const COLOURS = {
  keyword: "text-code-keyword",
  string: "text-code-string",
  number: "text-code-number",
  title: "text-code-title",
  type: "text-code-type",
  attribute: "text-code-attribute",
  comment: "text-muted-foreground",
  removed: "text-destructive",
} as const;

/** Reads code from left to right and cuts it into pieces. `steps` counts the characters that it looks at. */
export class Reader {
  readonly pieces: Piece[] = [];
  at = 0;
  steps = 0;

  constructor(readonly text: string) {}

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  get isAtLineStart(): boolean {
    return this.at === 0 || this.text[this.at - 1] === "\n";
  }

  /** The character that is `distance` after the next one; "" beyond the end. */
  peek(distance = 0): string {
    this.steps++;
    return this.text[this.at + distance] ?? "";
  }

  isNext(sign: string): boolean {
    this.steps += sign.length;
    return this.text.startsWith(sign, this.at);
  }

  /** Takes the next `length` characters as a piece. */
  take(length: number, colour: Colour | null): void {
    const text = this.text.slice(this.at, this.at + length);
    const last = this.pieces.at(-1);
    if (last && last.colour === colour) last.text += text;
    else if (text !== "") this.pieces.push({ text, colour });
    this.at += length;
  }

  /** Counts the characters from `from` on for which `isIn` holds. */
  lengthOf(isIn: (sign: string) => boolean, from = this.at): number {
    let end = from;
    while (end < this.text.length && isIn(this.text[end] as string)) end++;
    this.steps += end - from + 1;
    return end - from;
  }

  /** The length up to the end of the next `sign` after `skip` characters, or up to the end of the code. */
  lengthThrough(sign: string, skip: number): number {
    const found = this.text.indexOf(sign, this.at + skip);
    const length = (found < 0 ? this.text.length : found + sign.length) - this.at;
    this.steps += length;
    return length;
  }

  /** The length of the rest of the line, without its break. */
  lengthOfLine(): number {
    return this.lengthOf((sign) => sign !== "\n");
  }
}

/** Code in more pieces is drawn in one colour, because each piece is an element of the page. */
export const PIECES_MAX = 3000;
