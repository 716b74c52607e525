import type { Reader } from "./colours";

const isName = (sign: string) => /^[\p{L}\p{N}_:.@-]$/u.test(sign);
const isSpace = (sign: string) => /^\s$/.test(sign);

/** Colours the tags of HTML and XML, and nothing between them. */
export function readMarkup(reader: Reader): void {
  while (!reader.isAtEnd) {
    if (reader.isNext("<!--")) reader.take(reader.lengthThrough("-->", 4), "comment");
    else if (reader.isNext("<!") || reader.isNext("<?")) reader.take(reader.lengthThrough(">", 2), "comment");
    else if (/^<\/?[\p{L}_]/u.test(reader.text.slice(reader.at, reader.at + 3))) readTag(reader);
    else reader.take(1 + reader.lengthOf((sign) => sign !== "<", reader.at + 1), null);
  }
}

function readTag(reader: Reader): void {
  reader.take(reader.isNext("</") ? 2 : 1, null);
  reader.take(reader.lengthOf(isName), "title");
  while (!reader.isAtEnd && !reader.isNext(">") && !reader.isNext("<")) {
    const sign = reader.peek();
    if (sign === '"' || sign === "'") reader.take(reader.lengthThrough(sign, 1), "string");
    else if (isName(sign)) reader.take(reader.lengthOf(isName), "attribute");
    else reader.take(Math.max(1, reader.lengthOf(isSpace)), null);
  }
}

const isWord = (sign: string) => /^[\p{L}\p{N}_-]$/u.test(sign);

/** Colours stylesheets: selectors, the names of properties, and their values. */
export function readStyles(reader: Reader): void {
  let depth = 0;
  while (!reader.isAtEnd) {
    const sign = reader.peek();
    const next = reader.peek(1);
    if (sign === "{") depth++;
    if (sign === "}") depth = Math.max(0, depth - 1);
    if (reader.isNext("/*")) reader.take(reader.lengthThrough("*/", 2), "comment");
    else if (reader.isNext("//") && depth === 0) reader.take(reader.lengthOfLine(), "comment");
    else if (sign === '"' || sign === "'")
      reader.take(1 + reader.lengthOf((one) => one !== sign && one !== "\n", reader.at + 1) + 1, "string");
    else if (sign === "@") reader.take(1 + reader.lengthOf(isWord, reader.at + 1), "keyword");
    else if (sign === "$" || reader.isNext("--")) reader.take(1 + reader.lengthOf(isWord, reader.at + 1), "attribute");
    else if ((sign === "." || sign === "#") && isWord(next) && !(depth > 0 && (sign === "#" || /\d/.test(next))))
      reader.take(1 + reader.lengthOf(isWord, reader.at + 1), "title");
    else if (/^[\d#]$/.test(sign))
      reader.take(1 + reader.lengthOf((one) => isWord(one) || one === ".", reader.at + 1), "number");
    else if (isWord(sign)) {
      const length = reader.lengthOf(isWord);
      const space = reader.lengthOf((one) => one === " ", reader.at + length);
      const behind = reader.peek(length + space);
      const isProperty = depth > 0 && behind === ":" && isSpace(reader.peek(length + space + 1));
      reader.take(length, isProperty ? "attribute" : behind === "(" ? "type" : depth === 0 ? "title" : null);
    } else reader.take(1, null);
  }
}
