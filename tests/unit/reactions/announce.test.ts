// What a room's sockets hear when many react: docs/reliability.md D19.
import { beforeEach, expect, test } from "vitest";
import { announceReactions } from "@/lib/reactions/announce.ts";
import { KINDS_MAX, NAMED_MAX, type ReactionsChange, reactionsChangeSchema } from "@/lib/reactions/schema.ts";
import { roomChannel } from "@/lib/realtime/channels.ts";
import { EVENT_BYTES_MAX } from "@/lib/realtime/events.ts";
import { publish } from "@/lib/realtime/publish.ts";
import { setHub } from "@/lib/realtime/shared-hub.ts";
import { createId } from "../../../lib/ids.ts";
import { until } from "../../support/until.ts";
import { type Client, connect, startServer } from "../realtime/embedded-support.ts";

let roomId: string;
let grace: Client;

beforeEach(async () => {
  const running = await startServer();
  setHub(running.embedded.hub);
  roomId = createId();
  grace = await connect(running);
  await grace.subscribe(roomChannel(roomId));
});

const change = (rev: number, messageId = "m1", reactions: ReactionsChange["reactions"] = []): ReactionsChange => ({
  roomId,
  messageId,
  seq: 1,
  rev,
  revs: [rev],
  base: 1,
  reactions,
});

const heard = () => grace.inbox.filter(({ event }) => event === "reactions.changed").map(({ data }) => told(data));
const told = (data: string) => reactionsChangeSchema.parse(JSON.parse(data)) as ReactionsChange;

/** All that was told once these revs were, in the order of arrival. */
async function heardUpTo(revs: number): Promise<ReactionsChange[]> {
  await until(() => heard().flatMap((one) => one.revs).length === revs, { what: `${revs} reactions are told` });
  return heard();
}

test("one reaction is told at once", async () => {
  announceReactions(change(2, "m1", [{ emoji: "👍", count: 1, userIds: ["ada"] }]));
  await grace.settled();
  expect(heard()).toEqual([change(2, "m1", [{ emoji: "👍", count: 1, userIds: ["ada"] }])]);
});

test("a thousand at a time are told in few events, none of them missing and the newest state last", async () => {
  for (let rev = 2; rev < 1002; rev++)
    announceReactions(change(rev, "m1", [{ emoji: "👍", count: rev - 1, userIds: ["ada"] }]));
  const events = await heardUpTo(1000);
  expect(events.length).toBeLessThanOrEqual(12);
  expect(events.flatMap(({ revs }) => revs)).toEqual(Array.from({ length: 1000 }, (_, n) => n + 2));
  expect(events.at(-1)).toMatchObject({ rev: 1001, reactions: [{ count: 1000 }] });
});

test("each message has its own event", async () => {
  for (const [rev, id] of [
    [2, "m1"],
    [3, "m2"],
    [4, "m1"],
    [5, "m2"],
  ] as const)
    announceReactions(change(rev, id));
  expect((await heardUpTo(4)).map(({ messageId, revs }) => [messageId, revs])).toEqual([
    ["m1", [2]],
    ["m2", [3, 5]],
    ["m1", [4]],
  ]);
});

test("what else is told of the room comes after the reactions before it", async () => {
  announceReactions(change(2));
  announceReactions(change(3));
  publish(roomChannel(roomId), "message.changed", { roomId, rev: 4 });
  await grace.settled();
  expect(grace.inbox.map(({ data }) => JSON.parse(data).rev)).toEqual([2, 3, 4]);
});

test("the largest reactions there can be fit into an event, and no larger event is sent", async () => {
  const id = () => createId();
  const largest = Array.from({ length: KINDS_MAX }, () => ({
    emoji: "🧑🏻‍❤️‍💋‍🧑🏼",
    count: 1000,
    userIds: Array.from({ length: NAMED_MAX }, id),
  }));
  for (let rev = 1_000_000; rev < 1_000_101; rev++) announceReactions(change(rev, "m1", largest));
  const events = await heardUpTo(101);
  expect(events).toHaveLength(2);
  for (const one of events) expect(Buffer.byteLength(JSON.stringify(one))).toBeLessThanOrEqual(EVENT_BYTES_MAX);
  // More than a message can have: the room hears that something changed, and fetches it.
  announceReactions(change(1_000_101, "m1", [...largest, ...largest]));
  const { data } = await grace.next("message.changed");
  expect(JSON.parse(data)).toEqual({ roomId, rev: 1_000_101 });
});
