import Database from "better-sqlite3";
import { afterAll, expect, test } from "vitest";
import { roomChannel } from "@/lib/realtime/channels.ts";
import { cast } from "../support/cast.ts";
import { rawLive } from "../support/raw-socket.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

// docs/reliability.md S3. Parley waits 5 s for a lock that another process holds (docs/decisions/012).

const server = await startServer();
afterAll(() => server.stop());
const { ada, grace } = await cast(server);
const room = await ada.directWith(grace);
const post = (body: string) => ada.api.post(`/api/chat/rooms/${room.id}/messages`, { body });
const elsewhere = () => new Database(`${server.dataDir}/parley.db`);

/** Ada's messages as a third connection sees them. */
function stored(): string[] {
  const third = new Database(`${server.dataDir}/parley.db`, { readonly: true });
  const rows = third.prepare("SELECT body FROM Message WHERE roomId = ? ORDER BY seq").all(room.id);
  third.close();
  return (rows as { body: string }[]).map((row) => row.body);
}

test("a backup that reads for long holds up no send", async () => {
  const backup = elsewhere();
  backup.exec("BEGIN");
  const count = () =>
    (backup.prepare("SELECT COUNT(*) AS n FROM Message WHERE roomId = ?").get(room.id) as { n: number }).n;
  expect(count()).toBe(0);
  for (let n = 0; n < 20; n++) expect((await post(`Meanwhile ${n}`)).status).toBe(201);
  expect(count()).toBe(0);
  expect(stored()).toHaveLength(20);
  backup.exec("COMMIT");
  expect(count()).toBe(20);
  backup.close();
});

test("while another process writes, sends wait and all else goes on, and none is lost", async () => {
  const other = elsewhere();
  const socket = await rawLive(grace, server, roomChannel(room.id));
  other.exec("BEGIN IMMEDIATE");
  const before = stored();
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
  other.exec("COMMIT");
  other.close();
  expect(await Promise.all(sends)).toEqual(Array(10).fill(201));
  expect(stored()).toHaveLength(before.length + 10);
  socket.close();
});

test("while another process keeps the file to itself, a send is refused cleanly, and what follows is kept", async () => {
  const other = elsewhere();
  other.exec("BEGIN IMMEDIATE");
  const before = stored();
  // More writes wait than fit into one commit. Those behind the first batch must not wait for another five seconds.
  for (const refused of await Promise.all(Array.from({ length: 100 }, () => post("Too busy")))) {
    expect([refused.status, refused.body]).toMatchObject([503, { error: { code: "unavailable" } }]);
    expect(JSON.stringify(refused.body)).not.toMatch(/sqlite|prisma|locked/i);
  }
  other.exec("ROLLBACK");
  other.close();
  await until(async () => (await post("Back")).status === 201, { timeoutMs: 20_000, what: "sends work again" });
  const after = stored();
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after).not.toContain("Too busy");
  expect((await grace.fullHistory(room)).map((one) => one.body)).toEqual(after);
});
