import type { Work } from "./nodes.ts";
import { safeHref } from "./safe-href.ts";
import { charAt, charBefore, isWord } from "./signs.ts";

/** An address in a text: `text.slice(start, end)` is what is shown of it, `href` is where it leads. */
export type Address = { start: number; end: number; href: string };

/** No host name is longer (RFC 1035, 2.3.4), so the search for the end of one stops here. */
const HOST_MAX = 253;
const LOCAL_MAX = 64;
// These characters end an address wherever they stand: white space, quotation marks, and the punctuation of scripts without spaces.
const ENDER =
  /[\s<>"`\\\p{Cc}\u061b\u061f\u060c\u0964\u0965\u200b\u201c-\u201f\u2028\u2029\u202a-\u202e\u2066-\u2069\u2039\u203a\u00ab\u00bb\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f\uff3b\uff3d\uff5b\uff5d\uff5f-\uff65]/u;
const TRAILING = ".,;:!?'’…–—";
const CLOSERS: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };
// A host may be in any script, or be a picture: "гном.срб", "☃.example.org".
const HOST = /(?![$+<=>^`|~])(?:[\p{L}\p{N}\p{M}\p{S}\p{Extended_Pictographic}·・_-]|\u200d|\ufe0f)/u;
const SCHEME = /https?:\/\/|www\./iy;
const DOMAIN_LABEL = /[\p{L}\p{N}\p{M}-]/u;
const LOCAL = /[A-Za-z0-9._%+-]/;

/**
 * The length of the run of each sign of emphasis that waits for its partner: at the end of an address such a sign closes
 * the emphasis, and is not part of the address. Up to `noHost`, the text is known to be too long for a host.
 */
export type OpenEmphasis = { "*": number; _: number; "~": number; noHost: number };

export function noOpenEmphasis(): OpenEmphasis {
  return { "*": 0, _: 0, "~": 0, noHost: 0 };
}

/**
 * The web address that begins at `at`, or null. It ends where a person would say so: its brackets are paired, and the
 * sentence's punctuation and emphasis are not part of it.
 */
export function addressAt(text: string, at: number, openEmphasis: OpenEmphasis, work: Work): Address | null {
  SCHEME.lastIndex = at;
  const scheme = SCHEME.exec(text)?.[0];
  if (scheme === undefined || isWord(charBefore(text, at))) return null;
  if (text[at - 1] === "_" && openEmphasis._ === 0) return null;
  const isWww = scheme.toLowerCase() === "www.";
  const from = at + scheme.length;
  if (from <= openEmphasis.noHost) return null;
  const host = hostEnd(text, from, openEmphasis, work);
  if (host === null || safeHref(`${isWww ? "http://" : ""}${text.slice(at, host)}`) === null) return null;
  const hasPath = "/?#".includes(text[host] ?? " ");
  const end = trimmed(text, at, hasPath ? addressEnd(text, host, openEmphasis, work) : host, openEmphasis, work);
  if (end <= from) return null;
  const shown = text.slice(at, end);
  const href = safeHref(isWww ? `http://${shown}` : shown);
  return href === null ? null : { start: at, end, href };
}

/** The end of the host and port that begin at `at`. Null where there is no host, or where a name and a password stand before it. */
function hostEnd(text: string, at: number, openEmphasis: OpenEmphasis, work: Work): number | null {
  let end = at;
  let isHost = false;
  if (text[at] === "[") {
    // An IPv6 address stands in brackets.
    while (end - at < HOST_MAX && /[[0-9a-f:.]/i.test(text[end] ?? "")) end++;
    return text[end] === "]" ? portEnd(text, end + 1) : null;
  }
  for (let char = charAt(text, end); char !== "" && (char === "." || HOST.test(char)); char = charAt(text, end)) {
    work.steps++;
    isHost ||= char !== "_" && char !== "-" && char !== ".";
    end += char.length;
    if (end - at > HOST_MAX) {
      openEmphasis.noHost = end;
      return null;
    }
  }
  return isHost ? portEnd(text, end) : null;
}

const PORT = /:(\d{1,5})(?!\d)/y;
const REST_OF_NAME = /(?::[^\s/@]{0,64})?@/y;

function portEnd(text: string, at: number): number | null {
  PORT.lastIndex = at;
  REST_OF_NAME.lastIndex = at;
  if (REST_OF_NAME.test(text)) return null;
  const port = PORT.exec(text)?.[1];
  return port !== undefined && Number(port) <= 65535 ? at + 1 + port.length : at;
}

function addressEnd(text: string, from: number, openEmphasis: OpenEmphasis, work: Work): number {
  let end = from;
  for (let char = charAt(text, end); char !== "" && !ENDER.test(char); char = charAt(text, end)) {
    work.steps++;
    if ((char === "*" || char === "~") && openEmphasis[char] > 1 && text[end + 1] === char) break;
    end += char.length;
  }
  return end;
}

function trimmed(text: string, start: number, from: number, openEmphasis: OpenEmphasis, work: Work): number {
  const open: Record<string, number> = {};
  for (let at = start; at < from; at++) {
    const char = text[at] ?? "";
    if ("()[]{}".includes(char)) open[char] = (open[char] ?? 0) + 1;
  }
  work.steps += from - start;
  let end = from;
  for (; end > start; end--) {
    const char = text[end - 1] ?? "";
    const opener = CLOSERS[char];
    const closed = open[char] ?? 0;
    if (opener !== undefined && closed > (open[opener] ?? 0)) open[char] = closed - 1;
    else if ((char === "*" || char === "_" || char === "~") && openEmphasis[char] > 0) continue;
    else if (!TRAILING.includes(char)) break;
  }
  return end;
}

/** The mail address that begins at `at`, or null. `sign` is the place of the next "@". */
export function mailAt(text: string, at: number, sign: number, openEmphasis: OpenEmphasis, work: Work): Address | null {
  const before = charBefore(text, at);
  const isEmphasised = before === "_" && openEmphasis._ > 0;
  if (sign - at > LOCAL_MAX || isWord(before) || (LOCAL.test(before) && !isEmphasised)) return null;
  for (let place = at; place < sign; place++) {
    work.steps++;
    if (!LOCAL.test(text[place] ?? "")) return null;
  }
  const end = domainEnd(text, sign + 1, work);
  if (end === null) return null;
  const href = safeHref(`mailto:${text.slice(at, end)}`);
  return href === null ? null : { start: at, end, href };
}

/** The end of the domain at this place. A domain has at least two labels, and the last one is no number. */
function domainEnd(text: string, at: number, work: Work): number | null {
  let end = at;
  let dots = 0;
  let label = at;
  let good: number | null = null;
  while (end - at <= HOST_MAX) {
    work.steps++;
    const char = charAt(text, end);
    if (char === "." && end > label) {
      dots++;
      end++;
      label = end;
    } else if (char !== "" && DOMAIN_LABEL.test(char)) {
      end += char.length;
      if (dots > 0 && end - label >= 2 && char !== "-" && !/\d/.test(text[label] ?? "")) good = end;
    } else break;
  }
  return good;
}
