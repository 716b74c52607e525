// docs/reliability.md M1, M3 and M9: each part may be killed while people write.
import { afterEach, beforeEach, expect } from "vitest";
import { healthReplySchema } from "@/lib/health/schema.ts";
import type { Room } from "@/lib/rooms/schema.ts";
import { openRoomView, type RoomView } from "../support/room-view.ts";
import { startTraffic, type Traffic } from "../support/scale/traffic.ts";
import { until } from "../support/until.ts";
import { pdf, put, ticketFor } from "../support/upload-files.ts";
import { atInstance, bySoketi, people, stack, test, withSharedStack } from "./shared-stack.ts";

withSharedStack();
let room: Room;
let views: RoomView[];
let traffic: Traffic;

beforeEach(async () => {
  const { ada, grace, linus } = people;
  room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id, linus.id] });
  // Two who come through nginx to whichever Soketi is there, and one who hears by each.
  views = await Promise.all([
    openRoomView(ada, room),
    openRoomView(grace, room),
    openRoomView(grace, room, bySoketi(0)),
    openRoomView(linus, room, bySoketi(1)),
  ]);
  traffic = startTraffic([ada, grace, linus, ada, grace, linus], room);
  await traffic.flows();
});
afterEach(() => {
  for (const view of views) view.close();
});

/** Whether Parley says of itself that all is well, through nginx and so at any instance. */
const health = async () => healthReplySchema.parse((await people.ada.api.get("/api/health")).body);

test("an instance that is killed in mid-traffic loses nothing, and people go on through the other", async () => {
  await stack.parley[0].kill();
  await traffic.flows();
  await stack.parley[0].start();
  await traffic.flows();
  await traffic.end();
  await traffic.expectWhole(atInstance(people.ada, 0), views);
  // nginx repeats a send that was lost with its instance. At most a reply was cut in its middle, and repeated as the outbox does.
  expect(traffic.refusals.filter((one) => !one.includes("terminated"))).toEqual([]);
});

test("without Redis people write on, and when it is back everybody has everything though nobody writes any more", async () => {
  await stack.redis.kill();
  await traffic.flows();
  await until(async () => (await health()).realtime !== "ok", { timeoutMs: 10_000, what: "the health check names it" });
  await traffic.end();
  await stack.redis.start();
  await until(async () => (await health()).realtime === "ok", { timeoutMs: 10_000, what: "all is well again" });
  await traffic.expectWhole(people.ada, views);
  expect(traffic.refusals).toEqual([]);
});

test("a Soketi that is killed takes no message with it, and its people go on by the other", async () => {
  await stack.soketi[0].kill();
  await traffic.flows();
  const ofNginx = views.slice(0, 2);
  await traffic.end();
  await traffic.expectWhole(people.ada, ofNginx);
  expect(traffic.refusals).toEqual([]);
  await stack.soketi[0].start();
  await traffic.expectWhole(people.ada, views);
});

test("while PostgreSQL is away a send is refused in words, and it goes on by itself when it is back", async () => {
  await stack.postgresql.kill();
  await until(() => traffic.refusals.length > 10, { timeoutMs: 20_000, what: "sends are refused" });
  expect(await health()).toMatchObject({ status: "failing", database: "failing" });
  await stack.postgresql.start();
  await traffic.flows();
  await until(async () => (await health()).status === "ok", { timeoutMs: 10_000, what: "all is well again" });
  await traffic.end();
  await traffic.expectWhole(people.ada, views);
  expect(new Set(traffic.refusals)).toEqual(new Set(["503 unavailable"]));
});

test("while the store is away people write on, a file is refused in words, and is taken when it is back", async () => {
  const { ada } = people;
  const bytes = pdf(50_000);
  const ticket = await ticketFor(ada, "plan.pdf", bytes.length);
  stack.store.turn("away");
  const refused = await put(ada, ticket.url, bytes);
  expect(refused).toMatchObject({ status: 503, body: { error: { code: "unavailable" } } });
  await traffic.flows();
  stack.store.turn("well");
  await until(async () => (await put(ada, ticket.url, new Uint8Array(), { start: bytes.length })).status === 200, {
    timeoutMs: 20_000,
    what: "the file is taken",
  });
  await traffic.end();
  await traffic.expectWhole(ada, views);
  expect(traffic.refusals).toEqual([]);
});
