import "server-only";
import { sql } from "../db/doors.ts";
import { type SeqsOfRoom, sqlAtSeqs } from "./at-seqs.ts";
import type { SearchRoom } from "./rooms.ts";

/** Messages of each room that one question looks at: five questions for a room of 50,000 messages. */
const PROBES = 8;

type Search = { id: string; low: number; high: number };

/**
 * The seqs, by room, of the first message of each room after a moment, or the next one where there is none. Times grow with the seq
 * but for the difference of clocks, so it is found by cutting all rooms into parts at once.
 */
export async function seqsAfter(
  rooms: readonly Pick<SearchRoom, "id" | "seq">[],
  time: number,
): Promise<Map<string, number>> {
  const searches = rooms.map(({ id, seq }): Search => ({ id, low: 1, high: seq + 1 }));
  for (;;) {
    const open = searches.filter(({ low, high }) => low < high);
    if (open.length === 0) return new Map(searches.map(({ id, low }) => [id, low]));
    const times = await timesAt(open.map((one) => ({ roomId: one.id, seqs: probesOf(one) })));
    for (const search of open) narrow(search, time, times);
  }
}

/** What is known of times goes by the last message that is not after the moment: a single one that is late tells nothing. */
function narrow(search: Search, time: number, times: Map<string, number>): void {
  const probes = probesOf(search);
  const known = probes.flatMap((seq) => {
    const at = times.get(nameOf({ roomId: search.id, seq }));
    return at === undefined ? [] : [{ seq, isAfter: at > time }];
  });
  const last = known.findLast(({ isAfter }) => !isAfter)?.seq ?? 0;
  const next = known.find(({ seq }) => seq > last)?.seq;
  if (next !== undefined) search.high = next;
  if (last > 0 || next === undefined) search.low = (last || (probes.at(-1) ?? 0)) + 1;
}

/** Some seqs between the two, evenly, or all where these are few. */
function probesOf({ low, high }: Search): number[] {
  const count = Math.min(PROBES, high - low);
  return Array.from({ length: count }, (_, at) => low + Math.floor(((at + 1) * (high - low)) / (count + 1)));
}

export type SeqOfRoom = { roomId: string; seq: number };
export const nameOf = ({ roomId, seq }: SeqOfRoom): string => `${roomId}/${seq}`;

/** When these messages were sent, by `nameOf`; nothing for those that are not there. One question. */
export async function timesAt(wanted: readonly SeqsOfRoom[]): Promise<Map<string, number>> {
  if (wanted.length === 0) return new Map();
  const rows = await sql.all<SeqOfRoom & { createdAt: Date }>`
    SELECT "roomId", "seq", "createdAt" FROM "Message" WHERE ${sqlAtSeqs(wanted)}`;
  return new Map(rows.map(({ createdAt, ...place }) => [nameOf(place), createdAt.getTime()]));
}
