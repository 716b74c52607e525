import type { Hit, SearchPage } from "./schema.ts";
import { byTime } from "./search-held.ts";

/**
 * The hits to show of a reply and of what the browser holds, the newest first, each once and in its newer state. The server
 * has the last word: a held hit that was there when it was asked (`asked`), and that it has left out, may not be read any more.
 * While it still indexes it may have left out others too. What is older than the reply comes with its next page.
 */
export function mergeHits(held: readonly Hit[], reply: SearchPage, asked: ReadonlySet<string>): Hit[] {
  const merged = new Map(reply.hits.map((hit) => [hit.message.id, hit]));
  const last = reply.next === null ? undefined : reply.hits.at(-1);
  const isCovered = (hit: Hit) => reply.next === null || (last !== undefined && byTime(hit.message, last.message) < 0);
  const isLeftOut = (hit: Hit) => !reply.indexing && asked.has(hit.message.id);
  for (const hit of held) {
    const sent = merged.get(hit.message.id);
    const isNews = sent ? hit.message.rev > sent.message.rev : isCovered(hit) && !isLeftOut(hit);
    if (isNews) merged.set(hit.message.id, hit);
  }
  return [...merged.values()].sort((a, b) => byTime(a.message, b.message));
}
