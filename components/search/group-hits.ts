import { dayKey } from "@/lib/calendar";
import type { Hit } from "@/lib/search/schema";

export type HitGroup = { day: string; iso: string; hits: Hit[] };

/** Hits in groups of one day in the reader's zone, in their order. */
export function groupByDay(hits: readonly Hit[], zone: string): HitGroup[] {
  const groups: HitGroup[] = [];
  for (const hit of hits) {
    const iso = hit.message.createdAt;
    const day = dayKey(new Date(iso), zone);
    const last = groups.at(-1);
    if (last?.day === day) last.hits.push(hit);
    else groups.push({ day, iso, hits: [hit] });
  }
  return groups;
}

/** The hits with those of a further page. One that has come already, because others were written meanwhile, comes once. */
export function withPage(hits: readonly Hit[], more: readonly Hit[]): Hit[] {
  const known = new Set(hits.map(({ message }) => message.id));
  return [...hits, ...more.filter(({ message }) => !known.has(message.id))];
}

/** How many hits there are, in words. */
export function countHits(count: number, isMore: boolean): string {
  return `${count}${isMore ? "+" : ""} ${count === 1 && !isMore ? "message" : "messages"}`;
}
