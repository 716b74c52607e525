import type { Hit, SearchPage } from "./schema.ts";
import { byTime } from "./search-held.ts";

/**
 * The hits to show of those that the browser holds and those that the server has sent, the newest first, each once and in its
 * newer state. The server has the last word: a held hit that was there when it was asked (`asked`), and that it left out of
 * the stretch of time that its hits cover, may not be read any more. While the server still indexes it may have left out more.
 */
export function mergeHits(held: readonly Hit[], reply: SearchPage, asked: ReadonlySet<string>): Hit[] {
  const sent = new Map(reply.hits.map((hit) => [hit.message.id, hit]));
  const last = reply.next === null ? undefined : reply.hits.at(-1);
  const isCovered = (hit: Hit) => reply.next === null || (last !== undefined && byTime(hit.message, last.message) < 0);
  const isRefuted = (hit: Hit) => !reply.indexing && asked.has(hit.message.id) && isCovered(hit);
  const merged = new Map(sent);
  for (const hit of held) {
    const other = sent.get(hit.message.id);
    if (other ? hit.message.rev > other.message.rev : !isRefuted(hit)) merged.set(hit.message.id, hit);
  }
  return [...merged.values()].sort((a, b) => byTime(a.message, b.message));
}
