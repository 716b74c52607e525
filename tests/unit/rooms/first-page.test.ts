// The chat list with the real server's replies: it stays a page long, and its counts include all rooms.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer-type.ts";
import { closeDoors, openDoors } from "@/lib/db/doors.ts";
import { sendMessage } from "@/lib/messages/commands.ts";
import { applyChange, type ChatList, chatList, sortedRooms } from "@/lib/rooms/chat-list.ts";
import { createRoom } from "@/lib/rooms/commands.ts";
import { roomsQuerySchema } from "@/lib/rooms/input-schema.ts";
import { getRoom, listRooms } from "@/lib/rooms/queries.ts";
import { type RoomsSource, refetchChatList } from "@/lib/rooms/refetch-chat-list.ts";
import { registerUser } from "@/lib/users/commands.ts";

let ada: Viewer;
let grace: Viewer;

async function register(username: string): Promise<Viewer> {
  const origin = { address: "test", userAgent: "test", kind: "TOKEN" } as const;
  const { user, session } = await registerUser({ username, password: "correct horse battery" }, origin);
  return { ...user, sessionId: session.id };
}

beforeAll(async () => {
  await openDoors();
  ada = await register("ada");
  grace = await register("grace");
});
afterAll(closeDoors);

const source = (): RoomsSource => ({
  page: (after, limit) => listRooms(ada, roomsQuerySchema.parse(after === null ? {} : { after, limit: String(limit) })),
  room: (id) => getRoom(ada, id),
});

async function askForAll(list: ChatList): Promise<ChatList> {
  const { rooms, end } = await refetchChatList(sortedRooms(list), source());
  return applyChange(
    list,
    { type: "list.fetched", rooms, versions: list.versions, end },
    { ...ada, ownNames: ["ada"] },
  );
}

const names = (list: ChatList) => sortedRooms(list).map((room) => room.name);
const unread = (list: ChatList) => sortedRooms(list).reduce((sum, room) => sum + room.unread, 0);

test("a message in one of ada's older rooms brings that room up, and asking for all again brings no other", async () => {
  const make = async (name: string) =>
    (await createRoom(grace, { kind: "PRIVATE", name, topic: "", userIds: [ada.id] })).room.id;
  const send = (roomId: string) => sendMessage(grace, roomId, { body: "Hello" });
  const waiting = await make("Waiting");
  await send(waiting);
  const quiet = await make("Quiet");
  await make("Deep");
  for (let n = 0; n < 140; n += 1) await make(`Newer ${n}`);

  let list = await askForAll(chatList((await source().page(null)).rooms));
  expect(names(list)).toContain("Waiting");
  expect(names(list)).not.toContain("Quiet");
  expect(unread(list)).toBe(1);

  await send(quiet);
  const room = await getRoom(ada, quiet);
  list = applyChange(list, { type: "room.fetched", room, version: undefined }, { ...ada, ownNames: ["ada"] });
  const before = names(list);
  expect(before[0]).toBe("Quiet");
  for (let n = 0; n < 3; n += 1) list = await askForAll(list);
  expect(names(list)).toEqual(before);
  expect(names(list)).not.toContain("Deep");
  expect(unread(list)).toBe(2);
});
