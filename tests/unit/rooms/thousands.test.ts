// A person in 33,000 rooms and a room with 33,000 people: nothing fails, and every reply has a bounded size.
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer-type.ts";
import { getConfig } from "@/lib/config.ts";
import { closeDoors, openDoors } from "@/lib/db/doors.ts";
import { queryInParts } from "@/lib/db/query-in-parts.ts";
import { listDrafts } from "@/lib/drafts/queries.ts";
import { addMembers, joinRoom, leaveRoom } from "@/lib/members/commands.ts";
import { listMembers } from "@/lib/members/queries.ts";
import { sendMessage } from "@/lib/messages/commands.ts";
import { authorizeChannels } from "@/lib/realtime/authorize.ts";
import { roomChannel } from "@/lib/realtime/channels.ts";
import { listRoomIds } from "@/lib/rooms/chat-list-pages.ts";
import { createRoom, deleteRoom } from "@/lib/rooms/commands.ts";
import { roomsQuerySchema } from "@/lib/rooms/input-schema.ts";
import { getRoom, listRooms } from "@/lib/rooms/queries.ts";
import { loadRoomCounts } from "@/lib/rooms/room-counts.ts";
import { ROOMS_PER_PERSON_MAX } from "@/lib/rooms/schema.ts";
import { registerUser } from "@/lib/users/commands.ts";

const MANY = 33_000;
const people: Record<string, Viewer> = {};
let big: string;

async function register(username: string): Promise<Viewer> {
  const origin = { address: "test", userAgent: "test", kind: "TOKEN" } as const;
  const { user, session } = await registerUser({ username, password: "correct horse battery" }, origin);
  people[username] = { ...user, sessionId: session.id };
  return people[username] as Viewer;
}

const viewer = (name: string) => people[name] as Viewer;
const page = (input: object) => roomsQuerySchema.parse(input);
const range = `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${MANY - 1})`;
const privateRoom = (by: Viewer, name: string, userIds: string[] = []) =>
  createRoom(by, { kind: "PRIVATE", name, topic: "", userIds });

beforeAll(async () => {
  await openDoors();
  for (const name of ["ada", "grace", "linus", "mallory"]) await register(name);
  big = (await privateRoom(viewer("grace"), "Big")).room.id;
  const database = new Database(getConfig().databaseUrl.replace(/^file:/, ""), { timeout: 5000 });
  const [ada, grace] = [viewer("ada").id, viewer("grace").id];
  database.exec(`BEGIN;
    ${range} INSERT INTO "Room" ("id", "kind", "name", "openNameKey", "seq", "lastActivityAt")
      SELECT 'r' || i, CASE i % 3 WHEN 0 THEN 'OPEN' WHEN 1 THEN 'PRIVATE' ELSE 'DIRECT' END, 'Room ' || i,
        CASE i % 3 WHEN 0 THEN 'room ' || i END, i % 2,
        strftime('%Y-%m-%dT%H:%M:%S.000+00:00', 1700000000 + i / 10, 'unixepoch') FROM n;
    ${range} INSERT INTO "Membership" ("roomId", "userId") SELECT 'r' || i, '${ada}' FROM n;
    INSERT INTO "Membership" ("roomId", "userId") SELECT "roomId", '${grace}' FROM "Membership"
      WHERE "userId" = '${ada}' AND "roomId" IN ('r2', 'r5');
    ${range} INSERT INTO "Message" ("id", "roomId", "seq", "rev", "authorId", "body")
      SELECT 'm' || i, 'r' || i, 1, 1, '${grace}', 'Hello ' || i FROM n WHERE i % 2 = 1;
    ${range} INSERT INTO "Draft" ("userId", "roomId", "body", "editedAt")
      SELECT '${ada}', 'r' || i, 'Begun', strftime('%Y-%m-%dT%H:%M:%S.000+00:00', 1700000000 + i, 'unixepoch') FROM n;
    ${range} INSERT INTO "User" ("id", "username", "usernameKey", "displayName", "passwordHash")
      SELECT 'u' || i, 'u' || i, 'u' || i, 'Person ' || i, '' FROM n;
    ${range} INSERT INTO "Membership" ("roomId", "userId") SELECT '${big}', 'u' || i FROM n;
    COMMIT`);
  database.close();
}, 60_000);
afterAll(closeDoors);

describe("ada, who is in 33,000 rooms,", () => {
  test("gets her list in pages, each room once, newest first, and a first page with what is unread", async () => {
    const first = await listRooms(viewer("ada"), page({}));
    // The first page has the newest hundred rooms, and those further down with unread messages: two hundred rooms in
    // all.
    expect(first.rooms.filter((room) => room.unread > 0)).toHaveLength(200);
    expect(first.rooms.length).toBeLessThanOrEqual(300);
    expect(first.rooms.slice(100).every((room) => room.unread === 1)).toBe(true);
    const seen: string[] = [];
    let after = first.next;
    for (let pages = 0; pages < 5 && after; pages += 1) {
      const { rooms, next } = await listRooms(viewer("ada"), page({ after, limit: "200" }));
      expect(rooms).toHaveLength(200);
      seen.push(...rooms.map((room) => room.id));
      after = next;
    }
    const all = [...first.rooms.slice(0, 100).map((room) => room.id), ...seen];
    expect(new Set(all).size).toBe(1100);
    expect(all).toEqual((await listRoomIds(viewer("ada"))).slice(0, 1100));
  });

  test("and everybody else gets the open rooms in pages", async () => {
    for (const scope of ["open", "all"]) {
      const { rooms, next } = await listRooms(viewer("mallory"), page({ scope }));
      expect(rooms).toHaveLength(100);
      expect(next).not.toBeNull();
    }
  });

  test("listens to as many as one connection can, and gets the signatures for them", async () => {
    const ids = await listRoomIds(viewer("ada"));
    expect(ids).toHaveLength(ROOMS_PER_PERSON_MAX);
    const granted = await authorizeChannels(viewer("ada"), "1.1", [...ids, "nothing0"].map(roomChannel));
    expect(Object.values(granted).filter((one) => "auth" in one)).toHaveLength(ROOMS_PER_PERSON_MAX);
  });

  test("has counters for all of them at once, and the latest of her drafts", async () => {
    const ids = Array.from({ length: MANY }, (_, i) => `r${i}`);
    const counters = await loadRoomCounts(viewer("ada").id, ids);
    expect(counters.size).toBe(MANY);
    expect(counters.get("r1")).toMatchObject({ unread: 1, memberCount: 1 });
    expect(await listDrafts(viewer("ada"))).toHaveLength(500);
  });

  test("is put into no further room, by anybody or herself, in any way; the refusal names the number", async () => {
    const [ada, grace, linus] = [viewer("ada"), viewer("grace"), viewer("linus")];
    const room = (await privateRoom(grace, "Small")).room;
    const open = (await createRoom(grace, { kind: "OPEN", name: "Free", topic: "" })).room;
    const byOther = /^ada is in 1,900 rooms and chats, and nobody can be in more/;
    await expect(addMembers(grace, room.id, [linus.id, ada.id])).rejects.toThrow(byOther);
    await expect(privateRoom(grace, "With her", [ada.id])).rejects.toThrow(byOther);
    await expect(createRoom(grace, { kind: "DIRECT", userIds: [ada.id, linus.id] })).rejects.toThrow(byOther);
    const byHerself = /^You are in 1,900 rooms and chats/;
    await expect(joinRoom(ada, open.id)).rejects.toThrow(byHerself);
    await expect(privateRoom(ada, "My own")).rejects.toThrow(byHerself);
    await expect(createRoom(ada, { kind: "DIRECT", userIds: [] })).rejects.toThrow(byHerself);
    // Nothing is left of the refused request: the person who was added together with her is not a member either.
    expect((await getRoom(grace, room.id)).memberCount).toBe(1);
    await addMembers(grace, room.id, [linus.id]);
    expect((await getRoom(grace, room.id)).memberCount).toBe(2);
  });

  test("does not keep others from registering, nor from the chats that they get with everybody else", async () => {
    const barbara = await register("barbara");
    const { rooms } = await listRooms(barbara, page({}));
    expect(rooms.length).toBeGreaterThan(0);
    expect(rooms.flatMap((room) => room.people.map(({ id }) => id))).not.toContain(viewer("ada").id);
  });
});

describe("a room of 33,000 people", () => {
  test("is listed, written in, called and deleted", async () => {
    const grace = viewer("grace");
    expect((await getRoom(grace, big)).memberCount).toBe(MANY + 1);
    expect((await listMembers(grace, big, { limit: 50, offset: 32_980 })).members).toHaveLength(21);
    await sendMessage(grace, big, { body: "Hello @all" });
    await addMembers(grace, big, [viewer("linus").id]);
    await leaveRoom(viewer("linus"), big);
    await deleteRoom(grace, big);
    await expect(getRoom(grace, big)).rejects.toMatchObject({ code: "not_found" });
  });
});

test("a list in parts is asked whole and in order, also an empty one", async () => {
  const values = Array.from({ length: 1_234 }, (_, i) => `${i}`);
  const asked: number[] = [];
  const answer = await queryInParts(values, async (part) => {
    asked.push(part.length);
    return part;
  });
  expect(answer).toEqual(values);
  expect(asked).toEqual([500, 500, 234]);
  expect(await queryInParts([], async () => ["never"])).toEqual([]);
});
