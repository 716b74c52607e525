// docs/reliability.md D21: what the list shows of settings while they are on their way.
import { expect, test } from "vitest";
import { applyChange, type ChatList, chatList, type ListChange, sortedRooms } from "../../../lib/rooms/chat-list.ts";
import { type MemberSettings, MUTED_FOR_EVER } from "../../../lib/rooms/member-settings.ts";
import { FakeServer, grace, me, roomOf } from "./fake-server.ts";

const NOW = "2026-01-01T12:00:00.000Z";
const settings = (over: Partial<MemberSettings> = {}): MemberSettings => ({
  level: "EVERYTHING",
  mutedUntil: null,
  favouriteOrder: null,
  ...over,
});
const wished = (wish: Partial<MemberSettings> | null, now = NOW): ListChange => ({
  type: "settings.wished",
  wishes: new Map(wish ? [["tea", wish]] : []),
  now,
});
const hear = (list: ChatList, ...changes: ListChange[]) =>
  changes.reduce((before, change) => applyChange(before, change, me), list);
const of = (list: ChatList) => sortedRooms(list)[0]?.settings;

test("a wish is shown at once, whatever the server says until it has it, and stays then", () => {
  const list = hear(chatList([roomOf("tea")]), wished({ level: "NOTHING" }));
  expect(of(list)).toEqual(settings({ level: "NOTHING" }));
  const older: ListChange = { type: "room.fetched", room: roomOf("tea", { topic: "news" }), version: undefined };
  expect(of(hear(list, older))).toEqual(settings({ level: "NOTHING" }));
  const reply: ListChange = {
    type: "room.fetched",
    room: roomOf("tea", { settings: settings({ level: "NOTHING", favouriteOrder: 3 }) }),
    version: undefined,
  };
  expect(of(hear(list, older, reply, wished(null)))).toEqual(settings({ level: "NOTHING", favouriteOrder: 3 }));
});

test("what the server has refused is as the server has it, once that is fetched", () => {
  const list = hear(chatList([roomOf("tea")]), wished({ favouriteOrder: 1 }), wished(null));
  const fetched: ListChange = { type: "room.fetched", room: roomOf("tea"), version: undefined };
  expect(of(hear(list, fetched))).toEqual(settings());
});

test("a mute ends when its time is over, also one that waits; one without an end stays", () => {
  const muted = (mutedUntil: string) => chatList([roomOf("tea", { settings: settings({ mutedUntil }) })]);
  expect(of(hear(muted("2026-01-01T11:59:59.999Z"), wished(null)))?.mutedUntil).toBeNull();
  expect(of(hear(muted("2026-01-01T12:00:00.001Z"), wished(null)))?.mutedUntil).not.toBeNull();
  expect(of(hear(muted(MUTED_FOR_EVER), wished(null)))?.mutedUntil).toBe(MUTED_FOR_EVER);
  const waiting = hear(
    chatList([roomOf("tea")]),
    wished({ mutedUntil: "2026-01-01T11:00:00.000Z" }, "2026-01-01T10:00:00.000Z"),
  );
  expect(of(waiting)?.mutedUntil).toBe("2026-01-01T11:00:00.000Z");
  expect(of(hear(waiting, wished({ mutedUntil: null })))?.mutedUntil).toBeNull();
});

test("messages that come meanwhile are counted, and rooms without a wish stay the objects that they were", () => {
  const world = new FakeServer(["tea", "coffee"]);
  const list = hear(chatList(world.joined()), wished({ level: "MENTIONS" }));
  expect(list.entries.get("coffee")?.room).toBe(hear(list, wished(null)).entries.get("coffee")?.room);
  const after = hear(list, ...world.send("tea", grace, "hello"));
  expect(after.entries.get("tea")?.room).toMatchObject({ unread: 1, settings: settings({ level: "MENTIONS" }) });
});
