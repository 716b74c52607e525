import { addressAt, noOpenEmphasis } from "./addresses.ts";
import type { Work } from "./nodes.ts";
import { safeHref } from "./safe-href.ts";

/** The address of a link, or null where it does not begin with http:, https: or mailto:. A relative one would lead into Parley itself. */
export function hrefOf(text: string, start: number, end: number, work: Work): string | null {
  const head = text.slice(start, start + 8);
  if (/^mailto:/i.test(head) && end - start <= 320) return safeHref(text.slice(start, end));
  if (!/^https?:\/\//i.test(head)) return null;
  const address = addressAt(text, start, noOpenEmphasis(), work);
  return address && address.end >= start + 8 ? safeHref(text.slice(start, end)) : null;
}
