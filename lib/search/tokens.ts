/** A piece of a query between blanks. */
export type Token = {
  /** All of it, without quotation marks and without the minus before it. */
  text: string;
  not: boolean;
  /** Whether all of it stands between quotation marks. */
  isQuoted: boolean;
  /** What stands before the first colon, and behind it; "" without a colon, or in a quoted piece. */
  operator: string;
  value: string;
  /** Where it stands in the query, from its first character until behind its last. */
  start: number;
  end: number;
};

const QUOTES = /["“”„«»]/u;
const BLANK = /\s/u;
const MINUS = /[-−]/u;

/**
 * Takes a query apart at blanks outside of quotation marks. A mark opens at the beginning of a piece or behind its colon, and
 * closes at the next mark or the end. Each character is looked at once.
 */
export function tokensOf(text: string): Token[] {
  const reader = new Reader(text);
  const tokens: Token[] = [];
  while (reader.skipBlanks()) {
    const start = reader.at;
    tokens.push({ ...readToken(reader), start, end: Math.min(reader.at, text.length) });
  }
  return tokens;
}

function readToken(reader: Reader): Omit<Token, "start" | "end"> {
  const not = MINUS.test(reader.sign()) && !BLANK.test(reader.sign(1) || " ");
  if (not) reader.at += 1;
  if (QUOTES.test(reader.sign())) return { text: reader.quoted(), not, isQuoted: true, operator: "", value: "" };
  const plain = { not, isQuoted: false };
  const operator = reader.until((sign) => sign === ":" || BLANK.test(sign));
  if (reader.sign() !== ":") return { ...plain, text: operator, operator: "", value: "" };
  reader.at += 1;
  // in:#"Beer garden"
  if (/[@#]/.test(reader.sign()) && QUOTES.test(reader.sign(1))) reader.at += 1;
  const value = QUOTES.test(reader.sign()) ? reader.quoted() : reader.until((sign) => BLANK.test(sign));
  return { ...plain, text: `${operator}:${value}`, operator, value };
}

class Reader {
  at = 0;
  constructor(private readonly text: string) {}

  /** The sign so far ahead, or "" behind the end. */
  sign(ahead = 0): string {
    return this.text[this.at + ahead] ?? "";
  }

  /** Whether anything follows the blanks. */
  skipBlanks(): boolean {
    this.until((sign) => !BLANK.test(sign));
    return this.at < this.text.length;
  }

  until(isEnd: (sign: string) => boolean): string {
    const start = this.at;
    while (this.at < this.text.length && !isEnd(this.sign())) this.at++;
    return this.text.slice(start, this.at);
  }

  quoted(): string {
    this.at += 1;
    const text = this.until((sign) => QUOTES.test(sign));
    this.at += 1;
    return text;
  }
}
