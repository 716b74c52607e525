// Only what somebody may read now is found in what a browser holds (docs/reliability.md Q2).
import { afterEach, expect, test } from "vitest";
import {
  applyToCachedTimelines,
  cacheTimeline,
  forgetCachedTimelines,
  holdOnScreen,
  listHeldTimelines,
} from "@/components/messages/timeline-cache.ts";
import { heldRooms, withoutGone } from "@/components/search/held-rooms.ts";
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
