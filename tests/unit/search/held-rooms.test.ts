// Only what somebody may read now is found in what a browser holds (docs/reliability.md Q2).
import { afterEach, expect, test } from "vitest";
import {
  applyToCachedTimelines,
  cacheTimeline,
  catchUpCachedTimelines,
  forgetCachedTimelines,
  holdOnScreen,
  listCachedTimelines,
  listHeldTimelines,
} from "@/components/messages/timeline-cache.ts";
import { heldRooms, roomsBehind, withoutGone } from "@/components/search/held-rooms.ts";
import { LostRooms } from "@/components/search/lost-rooms.ts";
import { apply, fromPage, type Timeline } from "@/lib/messages/timeline.ts";
import type { Hit } from "@/lib/search/schema.ts";
import { searchHeld } from "@/lib/search/search-held.ts";
import { FakeRoom, ME } from "../messages/outbox/fake-room.ts";
import { roomOf } from "../rooms/fake-server.ts";

const viewer = { id: ME, username: "me" };
const options = { now: Date.now(), zone: "UTC", limit: 10 };

/** A room with two messages that was on screen, and the row of the chat list for it. */
function visited(): { room: FakeRoom; open: Timeline } {
  const room = new FakeRoom();
  room.send(1, "the kettle is on");
  room.send(2, "tea at four");
  const open = fromPage(ME, { roomId: room.id }, room.page());
  cacheTimeline(open, null);
  return { room, open };
}
const listed = (room: FakeRoom) => roomOf(room.id, { rev: room.rev, seq: room.messages.length });
const find = (q: string, chats: readonly ReturnType<typeof roomOf>[]) =>
  searchHeld(viewer, q, heldRooms(listHeldTimelines(ME), chats), options).map(({ message }) => message.body);

afterEach(() => forgetCachedTimelines(new FakeRoom().id));

test("a message of a room that was on screen is found without the server", () => {
  const { room } = visited();
  expect(find("tea", [listed(room)])).toEqual(["tea at four"]);
});

test("a room that was left, or from which one was removed, is not searched any more, nor one that is only seen from outside", () => {
  const { room } = visited();
  expect(find("tea", [])).toEqual([]);
  expect(find("tea", [{ ...listed(room), joined: false }])).toEqual([]);
  forgetCachedTimelines(room.id);
  expect(find("tea", [listed(room)])).toEqual([]);
});

test("nothing is found for another person who logs in in the same tab", () => {
  const { room } = visited();
  expect(listHeldTimelines("grace")).toEqual([]);
  expect(find("tea", [listed(room)])).toHaveLength(1);
});

test("a deleted message is not found, and an edited one by its new words only", () => {
  const { room } = visited();
  room.remove(1);
  room.edit(0);
  for (const change of room.log.slice(-2)) applyToCachedTimelines(room.id, change);
  expect(find("tea", [listed(room)])).toEqual([]);
  expect(find("kettle", [listed(room)])).toEqual(["the kettle is on!"]);
});

test("a room whose changes were missed is left to the server: a message may be deleted by now", () => {
  const { room } = visited();
  room.remove(1);
  expect(find("tea", [listed(room)])).toEqual([]);
  const gap = room.send(1, "more tea");
  applyToCachedTimelines(room.id, { rev: gap.rev, message: gap });
  expect(find("tea", [listed(room)])).toEqual([]);
});

test("a room whose changes were missed is caught up with, and searched again", async () => {
  const { room } = visited();
  room.remove(1);
  room.send(1, "more tea");
  expect(roomsBehind(listCachedTimelines(ME), [listed(room)])).toEqual([room.id]);
  expect(roomsBehind(listCachedTimelines(ME), [{ ...listed(room), joined: false }])).toEqual([]);
  const asked: number[] = [];
  await catchUpCachedTimelines(room.id, async (_, since) => {
    asked.push(since);
    return room.changes(since);
  });
  expect(asked).toEqual([2]);
  expect(roomsBehind(listCachedTimelines(ME), [listed(room)])).toEqual([]);
  expect(find("tea", [listed(room)])).toEqual(["more tea"]);
});

test("a room is left as it is where the server refuses, forgotten where too much was missed, and not brought back once it was left", async () => {
  const { room } = visited();
  room.remove(1);
  const refused = catchUpCachedTimelines(room.id, async () => Promise.reject(new Error("not a member")));
  await expect(refused).rejects.toThrow("not a member");
  expect(roomsBehind(listCachedTimelines(ME), [listed(room)])).toEqual([room.id]);
  await catchUpCachedTimelines(room.id, async (_, since) => {
    forgetCachedTimelines(room.id);
    return room.changes(since);
  });
  expect(listCachedTimelines(ME)).toEqual([]);
  const { room: other } = visited();
  for (let n = 0; n < 4; n++) other.send(n, `tea ${n}`);
  await catchUpCachedTimelines(other.id, async (_, since) => other.changes(since));
  expect(listCachedTimelines(ME)).toEqual([]);
});

test("the conversation on screen is searched as it is now", () => {
  const { room, open } = visited();
  const message = room.send(1, "tea is ready");
  const release = holdOnScreen(() => apply(open, { rev: message.rev, message }));
  applyToCachedTimelines(room.id, { rev: message.rev, message });
  expect(find("tea", [listed(room)])).toEqual(["tea is ready", "tea at four"]);
  release();
  expect(listHeldTimelines(ME)).toHaveLength(1);
});

test("of shown hits those go whose message is deleted or whose room is lost", () => {
  const { room } = visited();
  const chats = [listed(room)];
  const hits: Hit[] = searchHeld(viewer, "-zebra", heldRooms(listHeldTimelines(ME), chats), options);
  const held = () => heldRooms(listHeldTimelines(ME), [listed(room)]);
  expect(hits).toHaveLength(2);
  expect(withoutGone(hits, held(), () => false)).toBe(hits);
  expect(withoutGone(hits, held(), (roomId) => roomId === room.id)).toEqual([]);
  room.remove(0);
  for (const change of room.log.slice(-1)) applyToCachedTimelines(room.id, change);
  expect(withoutGone(hits, held(), () => false).map(({ message }) => message.body)).toEqual(["tea at four"]);
});

test("a room beyond the loaded part of the list is lost when the server says so or no longer names it, and only then", () => {
  const rooms = new LostRooms();
  const chats = { listed: new Set(["top"]), unloaded: new Set(["far", "farther"]), hasMore: true };
  const lost = (now: Partial<typeof chats> = {}) =>
    ["top", "far", "farther", "unheard"].filter((id) => rooms.isLost(id, { ...chats, ...now }));
  rooms.note(chats);
  expect(lost()).toEqual([]);
  // The list asks the server anew after its connection was lost.
  expect(lost({ unloaded: new Set(["farther"]) })).toEqual(["far"]);
  rooms.noteMembership("far", false);
  expect(lost()).toEqual(["far"]);
  rooms.noteMembership("far", true);
  expect(lost()).toEqual([]);
  expect(lost({ listed: new Set() })).toEqual(["top"]);
  expect(lost({ hasMore: false })).toEqual(["far", "farther", "unheard"]);
  // A room that has moved up into the list is there, whatever else is known of it.
  rooms.noteMembership("far", false);
  expect(lost({ listed: new Set(["top", "far"]) })).toEqual([]);
});
