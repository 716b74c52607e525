// A chat list of which only the first pages have been loaded.
import { expect, test } from "vitest";
import {
  applyChange,
  chatList,
  type ListChange,
  type ListPosition,
  sortedRooms,
} from "../../../lib/rooms/chat-list.ts";
import type { Room } from "../../../lib/rooms/schema.ts";
import { FakeServer, grace, me, roomOf } from "./fake-server.ts";

const at = (minute: number) => `2026-01-01T10:${String(minute).padStart(2, "0")}:00.000Z`;
const room = (id: string, minute: number, over: Partial<Room> = {}) =>
  roomOf(id, { lastActivityAt: at(minute), ...over });
const end = (minute: number): ListPosition => ({ id: "x", lastActivityAt: at(minute) });
const ids = (list: ReturnType<typeof chatList>) => sortedRooms(list).map((one) => one.id);
const hear = (list: ReturnType<typeof chatList>, ...changes: ListChange[]) =>
  changes.reduce((now, change) => applyChange(now, change, me), list);

test("an answer about the first page takes away what it should have told of, and nothing below its end", () => {
  const list = chatList([room("new", 50), room("left", 40), room("old", 10)]);
  const after = hear(list, { type: "list.fetched", rooms: [room("new", 50)], versions: list.versions, end: end(30) });
  expect(ids(after)).toEqual(["new", "old"]);
  expect(after.stale.size).toBe(0);
  const whole = hear(list, { type: "list.fetched", rooms: [room("new", 50)], versions: list.versions, end: null });
  expect(ids(whole)).toEqual(["new"]);
});

test("a room that is asked for is not forgotten by an answer that does not reach down to it", () => {
  const joined: ListChange = { type: "membership.changed", roomId: "deep", joined: true };
  const list = hear(chatList([room("new", 50)]), joined);
  const answer: ListChange = { type: "list.fetched", rooms: [room("new", 50)], versions: list.versions, end: end(30) };
  expect([...hear(list, answer).stale.keys()]).toEqual(["deep"]);
  expect([...hear(list, { ...answer, end: null }).stale.keys()]).toEqual([]);
});

test("a message in a room further down has it asked for, and it comes to the top, counted once", () => {
  const world = new FakeServer(["deep"]);
  const heard = world.send("deep", grace, "hello");
  const list = hear(chatList([room("new", 50)]), ...heard, ...heard);
  expect([...list.stale.keys()]).toEqual(["deep"]);
  const told = { ...world.room("deep"), lastActivityAt: at(59) };
  const after = hear(list, { type: "room.fetched", room: told, version: list.versions.get("deep") }, ...heard);
  expect(ids(after)).toEqual(["deep", "new"]);
  expect(sortedRooms(after)[0]?.unread).toBe(1);
  expect(after.stale.size).toBe(0);
});

test("of a room that ada has left meanwhile a late message brings nothing back", () => {
  const world = new FakeServer(["tea"]);
  const heard = world.send("tea", grace, "too late");
  const list = hear(
    chatList([world.room("tea")]),
    { type: "membership.changed", roomId: "tea", joined: false },
    ...heard,
  );
  const after = hear(list, { type: "room.lost", roomId: "tea" });
  expect([ids(after), after.stale.size]).toEqual([[], 0]);
});

test("a further page adds its rooms; what was heard after it was asked for stays right", () => {
  const list = chatList([room("new", 50)]);
  const read: ListChange = { type: "read.changed", roomId: "deep", lastReadSeq: 2, unread: 0, mentioned: false };
  const deep = room("deep", 10, { seq: 2, unread: 2, lastReadSeq: 0 });
  const early = hear(list, { type: "page.fetched", rooms: [deep, room("deeper", 5)], versions: list.versions });
  expect(ids(early)).toEqual(["new", "deep", "deeper"]);
  const late = hear(early, read, { type: "page.fetched", rooms: [deep], versions: list.versions });
  expect(sortedRooms(late)[1]).toMatchObject({ unread: 0 });
});

test("somebody who leaves a direct chat of several has it asked for: its name is made of who is left", () => {
  const chat = room("chat", 10, { kind: "DIRECT", isGroup: true, memberCount: 3, name: "Grace, Linus" });
  const facts = {
    ...{ kind: "DIRECT" as const, name: "", topic: "", pictureId: null, memberCount: 2, archivedAt: null },
    threads: "ON" as const,
    mentionAll: "MEMBERS" as const,
  };
  const list = hear(chatList([chat]), { type: "room.changed", roomId: "chat", rev: 1, room: facts });
  expect([...list.stale.keys()]).toEqual(["chat"]);
});
