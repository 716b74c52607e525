import { startServer } from "@/tests/support/server.ts";
import { httpRequest } from "../support/http.ts";
import { seed } from "../support/seed.ts";
import { median } from "../support/stats.ts";
import type { Row, Scenario } from "../support/types.ts";

const PAGE = 50;
const PEOPLE = 10;
const KINDS = ["👍", "❤️", "😂", "🎉", "👀"].map(encodeURIComponent);

export const WITHOUT_REACTIONS = "50 messages without reactions";
export const WITH_REACTIONS = "50 messages with 10 reactions each";

/** Two rooms of one server, asked in turn, so that a disturbance of the machine affects both. */
export const reactions: Scenario = async ({ quick }) => {
  const seeded = await seed(20, { count: 2, people: 20, messages: 1_000 });
  const server = await startServer({ dataDir: seeded.dataDir });
  try {
    const headers = (n: number) => ({ authorization: `Bearer ${seeded.users[n]?.token}` });
    const [plain = "", full = ""] = seeded.roomIds;
    const ask = async (roomId: string) => {
      const url = `${server.url}/api/chat/rooms/${roomId}/messages?limit=${PAGE}`;
      return (await httpRequest("GET", url, { headers: headers(0) })).body;
    };
    const { messages } = JSON.parse(await ask(full)) as { messages: { id: string }[] };
    for (const { id } of messages)
      for (let who = 0; who < PEOPLE; who++) {
        const url = `${server.url}/api/chat/messages/${id}/reactions/${KINDS[who % KINDS.length]}`;
        await httpRequest("PUT", url, { headers: headers(who) });
      }
    const times = { [plain]: [] as number[], [full]: [] as number[] };
    const rounds = quick ? 30 : 400;
    for (let round = 0; round < rounds + 30; round++)
      for (const roomId of [plain, full]) {
        const began = performance.now();
        const body = await ask(roomId);
        if (round >= 30) times[roomId]?.push(performance.now() - began);
        if (body.includes(`"count":2`) !== (roomId === full))
          throw new Error("A page has not the reactions it should have.");
      }
    const row = (name: string, roomId: string): Row => ({ name, values: { history: median(times[roomId] ?? []) } });
    return {
      title: "Reactions on a page",
      about:
        "The newest messages of two rooms by the API, in turn; in one of them ten people have reacted to each message, with five emoji.",
      limit: WITHOUT_REACTIONS,
      rows: [row(WITH_REACTIONS, full), row(WITHOUT_REACTIONS, plain)],
    };
  } finally {
    await server.stop();
  }
};
