import { startPostgresql } from "@/scripts/steps/postgresql.mjs";
import { startServer } from "@/tests/support/server.ts";
import { httpRequest } from "../support/http.ts";
import { indexCost } from "../support/index-cost.ts";
import { OWN_ROOMS, ROOMS, type SeededSearch, seedSearch, seedSearchOn } from "../support/seed-search.ts";
import { median, percentile } from "../support/stats.ts";
import type { Effort, Row, Scenario } from "../support/types.ts";
import { QUERIES, WITHOUT_HITS } from "./search-queries.ts";

export const INDEX_SIZE = "index ÷ text";
export const SEND_COST = "CPU of a send with the index ÷ without";
const QUICK_MESSAGES = 50_000;

/** Searches as somebody sends them who is in some of the rooms, over the whole path of a request, on SQLite. */
const searchIn =
  (messages: number): Scenario =>
  async (effort) => {
    const seeded = await seedSearch(effort.quick ? QUICK_MESSAGES : messages);
    return { ...about(messages, "SQLite"), rows: await measure(seeded, {}, 0, effort) };
  };

/** The same on PostgreSQL. */
const searchOnPostgresqlIn =
  (messages: number): Scenario =>
  async (effort) => {
    const postgresql = await startPostgresql();
    try {
      const seeded = await seedSearchOn(postgresql, effort.quick ? QUICK_MESSAGES : messages);
      return {
        ...about(messages, "PostgreSQL"),
        rows: await measure(seeded, { DATABASE_URL: seeded.url }, postgresql.pid() ?? 0, effort),
      };
    } finally {
      await postgresql.stop();
    }
  };

const about = (messages: number, engine: string) => ({
  title: `Searching ${messages.toLocaleString("en")} messages on ${engine}`,
  about: `By somebody in ${OWN_ROOMS} of ${ROOMS} rooms, 20 hits, over HTTP.`,
  limit: null,
});

/** `pid` is that of a database that takes part, or 0. */
async function measure(
  seeded: SeededSearch,
  env: Record<string, string>,
  pid: number,
  { quick }: Effort,
): Promise<Row[]> {
  const server = await startServer({ dataDir: seeded.dataDir, env });
  const headers = { authorization: `Bearer ${seeded.users[0]?.token}` };
  try {
    const rows: Row[] = [];
    for (const [name, query] of Object.entries(QUERIES)) {
      const times: number[] = [];
      for (let round = 0; round < (quick ? 10 : 60); round++) {
        const url = `${server.url}/api/chat/search?q=${encodeURIComponent(query)}`;
        const began = performance.now();
        const { body } = await httpRequest("GET", url, { headers });
        times.push(performance.now() - began);
        const isEmpty = (JSON.parse(body) as { hits: unknown[] }).hits.length === 0;
        if (isEmpty !== WITHOUT_HITS.includes(name))
          throw new Error(`A search for ${query} does not find what it should.`);
      }
      rows.push({ name, values: { query: median(times), querySlow: percentile(times, 0.95) } });
    }
    rows.push({ name: INDEX_SIZE, values: { ratio: seeded.indexBytes / seeded.textBytes } });
    const { send, index } = await indexCost(seeded, server, pid, quick ? 200 : 2_000);
    return [...rows, { name: SEND_COST, values: { ratio: send / (send - index) } }];
  } finally {
    await server.stop();
  }
}

export const search = searchIn(100_000);
export const searchMillion = searchIn(1_000_000);
export const searchMillionOnPostgresql = searchOnPostgresqlIn(1_000_000);
