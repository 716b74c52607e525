const WORD =
  /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Georgian}\p{N}]|[\u0300-\u036f]/u;
const LETTER = /[\p{L}\p{N}\p{M}]/u;
const MEANING = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;
const PUNCTUATION = /\p{P}/u;
const PICTURE = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}]|\ufe0f|\u20e3/u;

/** The character that begins at `at`; "" beyond the ends. */
export function charAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}

/** The character that ends before `at`; "" at the beginning. */
export function charBefore(text: string, at: number): string {
  const last = text.charCodeAt(at - 1);
  return last >= 0xdc00 && last <= 0xdfff ? charAt(text, at - 2) : text.slice(Math.max(0, at - 1), at);
}

const ASCII_LETTER = Uint8Array.from({ length: 128 }, (_, code) =>
  Number(/[0-9A-Za-z]/.test(String.fromCharCode(code))),
);

/** Whether `char` is of ASCII and such; undefined for others, which the tables of Unicode know. */
function asciiLetter(char: string): boolean | undefined {
  const code = char.charCodeAt(0);
  return code < 128 ? ASCII_LETTER[code] === 1 : undefined;
}

/** A letter or digit of a script that writes spaces between words: signs between two of them are part of a word. */
export function isWord(char: string): boolean {
  return asciiLetter(char) ?? WORD.test(char);
}

/** A letter or digit of any script. */
export function isLetter(char: string): boolean {
  return asciiLetter(char) ?? LETTER.test(char);
}

/** White space, or an end of the text. */
export function isSpace(char: string): boolean {
  return char <= " " || (!isAscii(char) && char.trim() === "");
}

export function isAscii(char: string): boolean {
  return char < "\u0080";
}

/** Something that can be emphasised: signs alone, such as in "(*^_^*)", are a face and no formatting. */
export function hasMeaning(char: string): boolean {
  return char === "`" || (asciiLetter(char) ?? MEANING.test(char));
}

/** Where a word of formatting may begin or end beside it: other scripts' letters and punctuation, and pictures. */
export function isOpenSide(char: string): boolean {
  return !isAscii(char) && !isWord(char) && (isLetter(char) || PUNCTUATION.test(char) || PICTURE.test(char));
}
