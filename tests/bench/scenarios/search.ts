import { startServer } from "@/tests/support/server.ts";
import { httpRequest } from "../support/http.ts";
import { OWN_ROOMS, ROOMS, seedSearch } from "../support/seed-search.ts";
import { median, percentile } from "../support/stats.ts";
import type { Row, Scenario } from "../support/types.ts";

const QUERIES: Record<string, string> = {
  "a rare word": "zyzzyva ",
  "the most common word": "common ",
  "a prefix of one letter": "k",
  "… of two letters": "ka",
  "… of three letters": "kar",
  "two Chinese signs": "中国",
  "a part of a word": "yzzyv",
  "a phrase": '"common https"',
  "two common words": "common wiki",
  operators: "from:bench000000000000003 has:link common",
  "dates only": "during:last-month",
  "a negation": "-common wiki",
  "no hit": "nothingofthekind",
};

/** Searches as somebody sends them who is in some of the rooms, over the whole path of a request. */
const searchIn =
  (messages: number): Scenario =>
  async ({ quick }) => {
    const seeded = await seedSearch(quick ? 10_000 : messages);
    const server = await startServer({ dataDir: seeded.dataDir, env: { LIMIT_SEARCH: "1000000/60" } });
    try {
      const rows: Row[] = [];
      for (const [name, query] of Object.entries(QUERIES)) {
        const times: number[] = [];
        for (let round = 0; round < (quick ? 10 : 60); round++) {
          const began = performance.now();
          const { body } = await httpRequest("GET", `${server.url}/api/chat/search?q=${encodeURIComponent(query)}`, {
            headers: { authorization: `Bearer ${seeded.users[0]?.token}` },
          });
          times.push(performance.now() - began);
          const isEmpty = (JSON.parse(body) as { hits: unknown[] }).hits.length === 0;
          if (isEmpty !== (name === "no hit")) throw new Error(`A search for ${query} does not find what it should.`);
        }
        rows.push({ name, values: { query: median(times), querySlow: percentile(times, 0.95) } });
      }
      rows.push({ name: "index ÷ text", values: { ratio: seeded.indexBytes / seeded.textBytes } });
      return {
        title: `Searching ${messages.toLocaleString("en")} messages`,
        about: `By somebody in ${OWN_ROOMS} of ${ROOMS} rooms, 20 hits, over HTTP, on SQLite.`,
        limit: null,
        rows,
      };
    } finally {
      await server.stop();
    }
  };

export const search = searchIn(100_000);
export const searchMillion = searchIn(1_000_000);
