import { browserOf } from "@/tests/support/browser-session.ts";
import { startDemoTeam } from "@/tests/support/demo-team.ts";
import { startServer } from "@/tests/support/server.ts";
import { askOften } from "../support/ask-often.ts";
import { LIST, LOGIN_PAGE, NOTHING, PAGE_OF_MESSAGES, ROOM_PAGE } from "../support/row-names.ts";
import { seed } from "../support/seed.ts";
import type { Row, Scenario } from "../support/types.ts";

const ROOMS = 17;
const MESSAGES = 200;
/** A browser asks with it, and what is compressed is part of the cost. */
const AS_A_BROWSER = { "accept-encoding": "gzip" };

export const requests: Scenario = async ({ quick }) => {
  const rounds = quick ? 50 : 500;
  return {
    title: "One request at a time",
    about: "The server's CPU for each answer, compressed as for a browser.",
    limit: NOTHING,
    rows: [...(await data(rounds)), ...(await pages(rounds))],
  };
};

async function data(rounds: number): Promise<Row[]> {
  const { dataDir, users, roomIds } = await seed(20, { count: ROOMS, people: 20, messages: MESSAGES });
  const server = await startServer({ dataDir });
  try {
    const headers = { ...AS_A_BROWSER, authorization: `Bearer ${users[0]?.token}` };
    const messages = `/api/chat/rooms/${roomIds[0]}/messages`;
    return [
      row(NOTHING, await askOften(server, "/api/nothing", headers, rounds, { method: "POST", status: 404 })),
      row(PAGE_OF_MESSAGES, await askOften(server, messages, headers, rounds)),
      row(LIST, await askOften(server, "/api/chat/rooms", headers, rounds)),
    ];
  } finally {
    await server.stop();
  }
}

async function pages(rounds: number): Promise<Row[]> {
  const { server, ada, room } = await startDemoTeam();
  try {
    const { cookie } = await browserOf(ada);
    return [
      row(ROOM_PAGE, await askOften(server, `/rooms/${room.id}`, { ...AS_A_BROWSER, cookie }, rounds)),
      row(LOGIN_PAGE, await askOften(server, "/login", AS_A_BROWSER, rounds)),
    ];
  } finally {
    await server.stop();
  }
}

const row = (name: string, { p50, cpu }: { p50: number; cpu: number }): Row => ({
  name,
  values: { ack: p50, cpuRequest: cpu },
});
