import { afterAll, expect, test } from "vitest";
import { roomChannel, roomPresenceChannel } from "@/lib/realtime/channels.ts";
import { cast } from "../support/cast.ts";
import { type Frame, type RawSocket, rawLive } from "../support/raw-socket.ts";
import { startServer } from "../support/server.ts";
import { reportsResources, resourcesOf } from "../support/server-resources.ts";
import { until } from "../support/until.ts";

/** The size that the promise names, and one that is close to the most that an event can carry. */
const TEXT = "x".repeat(4_096);
const LONG_TEXT = "x".repeat(7_000);
const AT_ONCE = 25;
const GROWTH_MAX_MIB = 50;
const DROPPED = "A slow realtime reader was dropped";

const server = await startServer({ env: reportsResources() });
const { ada, grace, linus } = await cast(server);
afterAll(() => server.stop());
const drops = () => server.logs().split(DROPPED).length - 1;

const seqOf = (frame: Frame) => (JSON.parse(String(frame.data)) as { message: { seq: number } }).message.seq;
const changes = (socket: RawSocket) => socket.frames.filter((frame) => frame.event === "message.changed");
const numbers = (socket: RawSocket) => changes(socket).map(seqOf);

async function quietRoom() {
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id, linus.id] });
  const reads = await rawLive(grace, server, roomChannel(room.id), roomPresenceChannel(room.id));
  const stopped = await rawLive(linus, server, roomChannel(room.id), roomPresenceChannel(room.id));
  stopped.socket.pause();
  /** Sends `count` messages, and keeps only a few ahead of what Grace has received. */
  const flood = async (count: number, text = TEXT, isEnough = () => false) => {
    let sent = 0;
    for (; sent < count && !isEnough(); sent += AT_ONCE) {
      const batch = await Promise.all(Array.from({ length: AT_ONCE }, () => ada.send(room, text)));
      const last = Math.max(...batch.map((message) => message.seq));
      const isThere = () => changes(reads).slice(-1).map(seqOf)[0] === last;
      await until(isThere, { timeoutMs: 20_000, what: "grace has it" });
    }
    return sent;
  };
  return { room, reads, stopped, flood };
}

// docs/reliability.md D14.
test("a reader that stops reading is let go, the others have every message as it is sent, and memory stays bounded", async () => {
  const warm = await quietRoom();
  await warm.flood(500);
  const before = await resourcesOf(server);
  const { reads, stopped, flood } = await quietRoom();
  const dropsBefore = drops();
  await flood(2_000);
  expect(numbers(reads)).toEqual(Array.from({ length: 2_000 }, (_, n) => n + (numbers(reads)[0] ?? 0)));
  expect(drops()).toBe(dropsBefore + 1);
  expect((await resourcesOf(server)).rss - before.rss).toBeLessThan(GROWTH_MAX_MIB);
  stopped.socket.resume();
  expect(await stopped.closed()).toBe(1006);
  expect(numbers(stopped).length).toBeLessThan(2_000);
  for (const socket of [reads, stopped, warm.reads, warm.stopped]) socket.close();
});

// docs/reliability.md D15.
test("of what waits for a slow reader typing goes first, and no message", async () => {
  // How many messages fit between the server and a reader that has stopped reading, before the server closes the
  // connection.
  const probe = await quietRoom();
  const dropsBefore = drops();
  const fits = await probe.flood(5_000, LONG_TEXT, () => drops() > dropsBefore);
  expect(drops()).toBe(dropsBefore + 1);

  const { room, reads, stopped, flood } = await quietRoom();
  const types = await rawLive(ada, server, roomPresenceChannel(room.id));
  const type = () => types.send({ event: "client-typing", channel: roomPresenceChannel(room.id), data: {} });
  const typed = (socket: RawSocket) => socket.frames.filter((frame) => frame.event === "client-typing").length;
  type();
  await until(() => typed(reads) === 1, { what: "grace sees who types" });
  // The test stays below the limit by a third of the server's own buffer for a reader (1 MiB), of which typing events
  // may fill a quarter.
  const sent = await flood(fits - 2 * AT_ONCE, LONG_TEXT);
  for (let n = 0; n < 5; n++) type();
  await until(() => typed(reads) === 6, { what: "grace sees it every time" });
  stopped.socket.resume();
  await stopped.settled();
  expect(drops()).toBe(dropsBefore + 1);
  expect(numbers(stopped)).toEqual(numbers(reads));
  expect(numbers(stopped)).toHaveLength(sent);
  expect(typed(stopped)).toBe(1);
  type();
  await until(() => typed(stopped) === 2, { what: "linus sees it again" });
  for (const socket of [reads, stopped, types, probe.reads, probe.stopped]) socket.close();
});
