import { afterAll, expect, test } from "vitest";
import { roomChannel } from "@/lib/realtime/channels.ts";
import { cast } from "../support/cast.ts";
import { openDatabase } from "../support/database.ts";
import { rawLive } from "../support/raw-socket.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

// docs/reliability.md S3. Parley waits 5 s for a lock that another process holds (docs/decisions/012).

const server = await startServer();
afterAll(() => server.stop());
const { ada, grace } = await cast(server);
const room = await ada.directWith(grace);
const post = (body: string) => ada.api.post(`/api/chat/rooms/${room.id}/messages`, { body });
const elsewhere = () => openDatabase(server);

/** Ada's messages as a third connection sees them. */
async function stored(): Promise<string[]> {
  const third = await openDatabase(server);
  const rows = await third.all<{ body: string }>(
    'SELECT "body" FROM "Message" WHERE "roomId" = ? ORDER BY "seq"',
    room.id,
  );
  await third.close();
  return rows.map((row) => row.body);
}

test("a backup that reads for long holds up no send", async () => {
  const backup = await elsewhere();
  await backup.beginReading();
  const count = async () =>
    (await backup.all<{ n: number }>('SELECT COUNT(*) AS n FROM "Message" WHERE "roomId" = ?', room.id))[0]?.n;
  expect(await count()).toBe(0);
  for (let n = 0; n < 20; n++) expect((await post(`Meanwhile ${n}`)).status).toBe(201);
  expect(await count()).toBe(0);
  expect(await stored()).toHaveLength(20);
  await backup.run("COMMIT");
  expect(await count()).toBe(20);
  await backup.close();
});

test("while another process writes, sends wait and all else goes on, and none is lost", async () => {
  const other = await elsewhere();
  const socket = await rawLive(grace, server, roomChannel(room.id));
  await other.lockWrites();
  const before = await stored();
  let answered = 0;
  const sends = Array.from({ length: 10 }, async (_, n) => {
    const { status } = await post(`Waited ${n}`);
    answered += 1;
    return status;
  });
  // Requests that need no lock are answered one after the other, over HTTP and on the socket, before any of the sends
  // is.
  for (let n = 0; n < 30; n++) {
    expect((await grace.fullHistory(room)).map((one) => one.body)).toEqual(before);
    await socket.settled();
  }
  expect(answered).toBe(0);
  await other.run("COMMIT");
  await other.close();
  expect(await Promise.all(sends)).toEqual(Array(10).fill(201));
  expect(await stored()).toHaveLength(before.length + 10);
  socket.close();
});

test("while another process keeps the file to itself, a send is refused cleanly, and what follows is kept", async () => {
  const other = await elsewhere();
  await other.lockWrites();
  const before = await stored();
  // More writes wait than fit into one commit. Those behind the first batch must not wait for another five seconds.
  for (const refused of await Promise.all(Array.from({ length: 100 }, () => post("Too busy")))) {
    expect([refused.status, refused.body]).toMatchObject([503, { error: { code: "unavailable" } }]);
    expect(JSON.stringify(refused.body)).not.toMatch(/sqlite|postgres|prisma|locked/i);
  }
  await other.run("ROLLBACK");
  await other.close();
  await until(async () => (await post("Back")).status === 201, { timeoutMs: 20_000, what: "sends work again" });
  const after = await stored();
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after).not.toContain("Too busy");
  expect((await grace.fullHistory(room)).map((one) => one.body)).toEqual(after);
});
