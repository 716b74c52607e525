// The requests of a chat list that refetches everything. The server's rooms are an array here, and requests are
// counted.
import { expect, test } from "vitest";
import { byActivity } from "../../../lib/rooms/chat-list.ts";
import { refetchChatList } from "../../../lib/rooms/refetch-chat-list.ts";
import type { Room } from "../../../lib/rooms/schema.ts";
import { roomOf } from "./fake-server.ts";

const FIRST_PAGE = 100;
const time = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString();
const ids = (rooms: readonly Room[]) => rooms.map((room) => room.id);

/** A server with the rooms r0 (newest) to r<count - 1>. Its first page has the `unread` ones beside the newest. */
function serverOf(count: number) {
  let rooms = Array.from({ length: count }, (_, n) => roomOf(`r${n}`, { lastActivityAt: time(count - n) }));
  const unread = new Set<string>();
  const asked: string[] = [];
  const cursor = (room: Room) => `${room.lastActivityAt}~${room.id}`;
  return {
    asked,
    unread,
    leave: (id: string) => {
      rooms = rooms.filter((room) => room.id !== id);
    },
    raise: (id: string) => {
      const top = time(count + 1);
      rooms = rooms.map((room) => (room.id === id ? { ...room, lastActivityAt: top } : room)).sort(byActivity);
    },
    page: async (after: string | null, limit = FIRST_PAGE) => {
      asked.push(after === null ? "first" : `page of ${limit}`);
      const from = after === null ? 0 : rooms.findIndex((room) => cursor(room) === after) + 1;
      const page = rooms.slice(from, from + limit);
      const last = page.at(-1);
      const next = last && from + limit < rooms.length ? cursor(last) : null;
      const beside = after === null ? rooms.slice(limit).filter((room) => unread.has(room.id)) : [];
      return { rooms: [...page, ...beside], next };
    },
    room: async (id: string) => {
      asked.push(id);
      return rooms.find((room) => room.id === id) ?? null;
    },
  };
}

test("a room that has come up from below the first page brings no other with it", async () => {
  const server = serverOf(143);
  server.unread.add("r142");
  const listed = (await server.page(null)).rooms;
  server.raise("r141");
  server.asked.length = 0;
  const risen = (await server.room("r141")) as Room;
  const answer = await refetchChatList([...listed, risen], server);
  expect(ids(answer.rooms).sort()).toEqual(ids([...listed, risen]).sort());
  expect(server.asked).toEqual(["r141", "first", "r99"]);
  expect(answer.lost).toEqual([]);
});

test("what is read now, far down, is asked for alone", async () => {
  const server = serverOf(1_900);
  server.unread.add("r1800");
  const listed = (await server.page(null)).rooms;
  server.unread.clear();
  server.asked.length = 0;
  expect(ids((await refetchChatList(listed, server)).rooms)).toEqual(ids(listed));
  expect(server.asked).toEqual(["first", "r1800"]);
});

test("a list that was scrolled is asked for as far down as it goes, in pages", async () => {
  const server = serverOf(1_900);
  const all = (await server.page(null, 500)).rooms;
  server.asked.length = 0;
  const answer = await refetchChatList(all, server);
  expect(ids(answer.rooms)).toEqual(ids(all));
  expect(server.asked).toEqual(["first", "page of 200", "page of 200"]);
});

test("rooms pushed out of the first page by many others are asked for with one page of their number", async () => {
  const server = serverOf(1_900);
  const listed = (await server.page(null, FIRST_PAGE + 40)).rooms;
  server.asked.length = 0;
  const answer = await refetchChatList(listed, server);
  expect(ids(answer.rooms)).toEqual(ids(listed));
  expect(server.asked).toEqual(["first", "page of 40"]);
});

test("a room below the first page that ada has left meanwhile is told as lost", async () => {
  const server = serverOf(143);
  const listed = (await server.page(null, FIRST_PAGE + 2)).rooms;
  server.leave("r101");
  const answer = await refetchChatList(listed, server);
  expect(answer.lost).toEqual(["r101"]);
  expect(ids(answer.rooms)).toContain("r100");
});

test("a room that rises between two pages is in the answer all the same", async () => {
  const server = serverOf(400);
  const listed = (await server.page(null, 300)).rooms;
  const { page } = server;
  const rising = async (after: string | null, limit?: number) => {
    const answer = await page(after, limit);
    if (after === null) server.raise("r150");
    return answer;
  };
  const answer = await refetchChatList(listed, { ...server, page: rising });
  expect(ids(answer.rooms)).toContain("r150");
  expect(answer.lost).toEqual([]);
});
