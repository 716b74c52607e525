import { startServer } from "@/tests/support/server.ts";
import { askOften } from "../support/ask-often.ts";
import { httpRequest } from "../support/http.ts";
import { seed } from "../support/seed.ts";
import type { Row, Scenario } from "../support/types.ts";

const FEW = 5;
const MANY = 500;
const MESSAGES = 20;

const nameOf = (rooms: number): string => `${rooms} rooms`;
export const FEW_ROOMS = nameOf(FEW);
export const MANY_ROOMS = nameOf(MANY);

export const chatList: Scenario = async ({ quick }) => ({
  title: `The chat list with ${MANY} rooms`,
  about: `GET /api/chat/rooms of one person; ${MESSAGES} messages in each room.`,
  limit: FEW_ROOMS,
  rows: [await row(FEW, quick), await row(MANY, quick)],
});

async function row(rooms: number, quick: boolean): Promise<Row> {
  const { dataDir, users } = await seed(5, { count: rooms, people: 5, messages: MESSAGES });
  const server = await startServer({ dataDir });
  try {
    const headers = { authorization: `Bearer ${users[0]?.token}` };
    const { body } = await httpRequest("GET", `${server.url}/api/chat/rooms`, { headers });
    const found = (JSON.parse(body) as { rooms: unknown[] }).rooms.length;
    if (found !== rooms) throw new Error(`The list has ${found} rooms instead of ${rooms}.`);
    const { p50, cpu } = await askOften(server, "/api/chat/rooms", headers, quick ? 20 : 200);
    return { name: nameOf(rooms), values: { list: p50, cpuRequest: cpu } };
  } finally {
    await server.stop();
  }
}
