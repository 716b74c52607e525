import { startServer } from "@/tests/support/server.ts";
import { httpRequest } from "../support/http.ts";
import { seed } from "../support/seed.ts";
import { median } from "../support/stats.ts";
import type { Row, Scenario } from "../support/types.ts";

const FEW = 5;
const MANY = 500;
const MESSAGES = 20;

const nameOf = (rooms: number): string => `${rooms} rooms`;

export const chatList: Scenario = async ({ quick }) => ({
  title: `The chat list with ${MANY} rooms`,
  about: `GET /api/chat/rooms of one person; ${MESSAGES} messages in each room.`,
  limit: nameOf(FEW),
  rows: [await row(FEW, quick), await row(MANY, quick)],
});

async function row(rooms: number, quick: boolean): Promise<Row> {
  const { dataDir, users } = await seed(5, { count: rooms, people: 5, messages: MESSAGES });
  const server = await startServer({ dataDir });
  try {
    const headers = { authorization: `Bearer ${users[0]?.token}` };
    const times: number[] = [];
    const rounds = quick ? 20 : 100;
    for (let round = 0; round < rounds + 10; round++) {
      const began = performance.now();
      const { body } = await httpRequest("GET", `${server.url}/api/chat/rooms`, { headers });
      if (round >= 10) times.push(performance.now() - began);
      const found = (JSON.parse(body) as { rooms: unknown[] }).rooms.length;
      if (found !== rooms) throw new Error(`The list has ${found} rooms instead of ${rooms}.`);
    }
    return { name: nameOf(rooms), values: { list: median(times) } };
  } finally {
    await server.stop();
  }
}
