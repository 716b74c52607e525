const WORD =
  /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Georgian}\p{N}]|[\u0300-\u036f]/u;
const LETTER = /[\p{L}\p{N}\p{M}]/u;
const MEANING = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;
const PUNCTUATION = /\p{P}/u;
const PICTURE = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}]|\ufe0f|\u20e3/u;

/** The character that begins at `at`; "" where the text has none. */
export function charAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}

/** The character that ends before `at`; "" at the beginning of the text. */
export function charBefore(text: string, at: number): string {
  const last = text.charCodeAt(at - 1);
  return last >= 0xdc00 && last <= 0xdfff ? charAt(text, at - 2) : text.slice(Math.max(0, at - 1), at);
}

const ASCII_LETTER = Uint8Array.from({ length: 128 }, (_, code) =>
  Number(/[0-9A-Za-z]/.test(String.fromCharCode(code))),
);

/** Whether an ASCII character is a letter or digit. Undefined for any other character, for which Unicode's tables have to be asked. */
function asciiLetter(char: string): boolean | undefined {
  const code = char.charCodeAt(0);
  return code < 128 ? ASCII_LETTER[code] === 1 : undefined;
}

/** Whether `char` is a letter or digit of a script with spaces between words. A sign between two of these is part of a word. */
export function isWord(char: string): boolean {
  return asciiLetter(char) ?? WORD.test(char);
}

/** Whether `char` is a letter or digit of any script. */
export function isLetter(char: string): boolean {
  return asciiLetter(char) ?? LETTER.test(char);
}

/** Whether `char` is white space, or "" for an end of the text. */
export function isSpace(char: string): boolean {
  return char <= " " || (!isAscii(char) && char.trim() === "");
}

export function isAscii(char: string): boolean {
  return char < "\u0080";
}

/** Whether `char` can be emphasised. Signs alone cannot: "(*^_^*)" is a face. */
export function hasMeaning(char: string): boolean {
  return char === "`" || (asciiLetter(char) ?? MEANING.test(char));
}

/** Whether emphasis may begin or end beside `char` without a space: letters and punctuation of scripts without spaces, and emoji. */
export function isOpenSide(char: string): boolean {
  return !isAscii(char) && !isWord(char) && (isLetter(char) || PUNCTUATION.test(char) || PICTURE.test(char));
}
