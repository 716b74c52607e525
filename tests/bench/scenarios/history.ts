import { readFileSync } from "node:fs";
import path from "node:path";
import { encode } from "next-auth/jwt";
import { startServer } from "@/tests/support/server.ts";
import { httpRequest } from "../support/http.ts";
import { type Seeded, seed } from "../support/seed.ts";
import { median } from "../support/stats.ts";
import type { Row, Scenario } from "../support/types.ts";

const SMALL = 1_000;
const LARGE = 1_000_000;
const PAGES = 15;
const PAGE = 50;

const rowOf = (messages: number): string => `${messages.toLocaleString("en")} messages`;
export const [SMALL_ROOM, LARGE_ROOM] = [rowOf(SMALL), rowOf(LARGE)];

/** Both servers run at the same time and are asked in turn, so that a disturbance of the machine affects both. */
export const history: Scenario = async ({ quick }) => {
  const rooms = [await openRoom(SMALL), await openRoom(LARGE)];
  try {
    const rounds = quick ? 10 : 60;
    for (let round = 0; round < rounds + 10; round++) {
      for (const room of rooms) await room.visit();
      if (round === 9) for (const room of rooms) room.forget();
    }
    return {
      title: "Opening a long room",
      about: `The page as a browser asks for it, its newest messages by the API, and ${PAGES} pages back from there.`,
      limit: SMALL_ROOM,
      rows: rooms.map((room) => room.row()),
    };
  } finally {
    await Promise.all(rooms.map((room) => room.stop()));
  }
};

async function openRoom(messages: number) {
  const seeded = await seed(20, { count: 1, people: 20, messages });
  const server = await startServer({ dataDir: seeded.dataDir });
  const [roomId] = seeded.roomIds;
  const page = {
    url: `${server.url}/rooms/${roomId}`,
    headers: { cookie: await cookieOf(seeded), accept: "text/html" },
  };
  const api = `${server.url}/api/chat/rooms/${roomId}/messages?limit=${PAGE}`;
  const headers = { authorization: `Bearer ${seeded.users[0]?.token}` };
  const times = { open: [] as number[], history: [] as number[], paging: [] as number[] };
  const timed = async (kind: keyof typeof times, url: string, sent: Record<string, string>) => {
    const began = performance.now();
    const { body } = await httpRequest("GET", url, { headers: sent });
    times[kind].push(performance.now() - began);
    return body;
  };
  return {
    async visit() {
      const html = await timed("open", page.url, page.headers);
      if (!html.includes(`Message ${messages} of`)) throw new Error("The page does not show the newest message.");
      await timed("history", api, headers);
      for (let back = 1; back <= PAGES; back++) {
        const before = messages - back * PAGE + 1;
        const body = await timed("paging", `${api}&before=${before}`, headers);
        if (!body.includes(`"seq":${before - 1},`)) throw new Error("An older page does not reach the newer one.");
      }
    },
    forget() {
      for (const list of Object.values(times)) list.length = 0;
    },
    row: (): Row => ({
      name: rowOf(messages),
      values: { open: median(times.open), history: median(times.history), paging: median(times.paging) },
    }),
    stop: () => server.stop(),
  };
}

/** The cookie of a logged-in browser, as auth/token-cookie makes it. */
async function cookieOf({ dataDir, users }: Seeded): Promise<string> {
  const { authSecret } = JSON.parse(readFileSync(path.join(dataDir, "secrets.json"), "utf8")) as { authSecret: string };
  const value = await encode({ token: { sub: users[0]?.id, sid: users[0]?.token }, secret: authSecret });
  return `next-auth.session-token=${value}`;
}
