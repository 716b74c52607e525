/** What a code point is for search. */
export const SPACE = 0;
/** Anything drawn that is none of the others, such as `#`, `+` or a quotation mark. */
export const SIGN = 1;
/** A letter, a digit, or a mark on one. */
export const LETTER = 2;
/** A sign of a script without blanks between words, or an emoji. Two of them are searched as a pair. */
export const PAIRED = 3;
type SignKind = typeof SPACE | typeof SIGN | typeof LETTER | typeof PAIRED;

const IS_PAIRED =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{Extended_Pictographic}\p{Regional_Indicator}ー]/u;
const IS_LETTER = /[\p{L}\p{N}\p{M}]/u;
const IS_SPACE = /[\p{White_Space}\p{Z}\p{Cc}]/u;

const CACHE_MAX = 20_000;
const known = new Map<number, SignKind>();

/** The kind of a code point. Text is looked at sign by sign, so the answers are kept. */
export function kindOf(codePoint: number): SignKind {
  const kept = known.get(codePoint);
  if (kept !== undefined) return kept;
  const kind = findKind(String.fromCodePoint(codePoint));
  if (known.size >= CACHE_MAX) known.clear();
  known.set(codePoint, kind);
  return kind;
}

function findKind(sign: string): SignKind {
  if (IS_SPACE.test(sign)) return SPACE;
  if (IS_PAIRED.test(sign)) return PAIRED;
  return IS_LETTER.test(sign) ? LETTER : SIGN;
}

/** The kind of the sign that begins at this place of a text, or SPACE outside of the text. */
export function kindAt(text: string, at: number): SignKind {
  return at < 0 || at >= text.length ? SPACE : kindOf(text.codePointAt(at) ?? 0);
}

/** The kind of the sign that ends before this place of a text. */
export function kindBefore(text: string, at: number): SignKind {
  const unit = text.charCodeAt(at - 1);
  return kindAt(text, unit >= 0xdc00 && unit <= 0xdfff ? at - 2 : at - 1);
}
