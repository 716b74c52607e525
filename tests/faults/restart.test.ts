import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { cast, type Person } from "../support/cast.ts";
import { openRoomView, type RoomView } from "../support/room-view.ts";
import { startServer, type TestServer } from "../support/server.ts";
import { until } from "../support/until.ts";

const CLIENTS = 200;
const AT_ONCE = 20;
const SPREAD_MS = 1_000;

/** Sends until the server has confirmed the message, as the outbox does. Resolves to the message's id. */
async function sendSurely(person: Person, server: () => TestServer, room: { id: string }, body: string) {
  const clientId = randomUUID();
  for (;;) {
    const id = await person
      .via(server())
      .send(room, body, { clientId })
      .then((message) => message.id)
      .catch(() => new Promise<undefined>((resolve) => setTimeout(resolve, 50)));
    if (id) return id;
  }
}

// docs/reliability.md D16, and with it D6 and D8.
test("200 clients are told to come back when the server restarts amid sends, do so not all at once, and miss nothing", async () => {
  let server = await startServer();
  const { ada, grace, linus, mallory: barbara } = await cast(server);
  const people = [ada, grace, linus, barbara];
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id, linus.id, barbara.id] });
  const views: RoomView[] = [];
  while (views.length < CLIENTS)
    views.push(
      ...(await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => openRoomView(people[n % 4] as Person, room)))),
    );
  const codes: unknown[] = [];
  const back = new Map<RoomView, number>();
  for (const one of views) {
    const { connection } = one.socket.pusher;
    connection.bind("error", (error: { error?: { data?: { code?: number } } }) => codes.push(error.error?.data?.code));
    connection.bind("connected", () => back.set(one, performance.now()));
  }

  let talking = true;
  const sent: string[] = [];
  const talk = people.map(async (person, who) => {
    for (let n = 0; talking; n++) sent.push(await sendSurely(person, () => server, room, `${who}:${n}`));
  });
  await until(() => sent.length > 40, { timeoutMs: 60_000, what: "people talk" });
  const { port, dataDir } = server;
  expect(await server.stop()).toBe(0);
  const before = sent.length;
  server = await startServer({ port, dataDir });
  await until(() => back.size === CLIENTS, { timeoutMs: 60_000, what: "all are back" });
  await until(() => sent.length > before + 40, { timeoutMs: 60_000, what: "people talk on" });
  talking = false;
  await Promise.all(talk);

  expect(codes.filter((code) => code === 4200)).toHaveLength(CLIENTS);
  const times = [...back.values()];
  expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(SPREAD_MS);
  const { rev } = await ada.room(room);
  const history = await ada.fullHistory(room);
  const ids = history.flatMap((one) => (one.kind === "USER" ? [one.id] : []));
  expect(ids.toSorted()).toEqual(sent.toSorted());
  for (const one of views) {
    await one.reaches(rev, 30_000);
    expect(one.messages()).toEqual(history.slice((one.messages()[0]?.seq ?? 0) - 1));
  }
  for (const one of views) one.close();
  await server.stop();
});
