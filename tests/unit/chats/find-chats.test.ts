import { expect, test } from "vitest";
import { findChats, withoutChat } from "../../../components/chats/find-chats.ts";
import { neighbourChat } from "../../../components/shell/use-chat-keys.ts";
import type { User } from "../../../lib/users/schema.ts";
import { type ada, grace, linus, roomOf } from "../rooms/fake-server.ts";

const direct = (id: string, people: (typeof ada)[]) =>
  roomOf(id, { kind: "DIRECT", name: people.map((p) => p.displayName).join(", "), people });
const zoe = { id: "zoe", username: "zoe.k", displayName: "Zoë Kravitz", pictureId: null };
const chats = [
  roomOf("garden", { name: "Garden" }),
  roomOf("beer", { name: "Beer garden" }),
  direct("dz", [zoe]),
  direct("dg", [grace]),
];
const found = (query: string) => findChats(chats, query, "ada").map((room) => room.id);

test("ada finds a room by the beginning of its name first, then of a word in it", () => {
  expect(found("gar")).toEqual(["garden", "beer"]);
});

test("she finds Zoë without the accent, by surname and by username", () => {
  expect(found("zoe")).toEqual(["dz"]);
  expect(found("krav")).toEqual(["dz"]);
  expect(found("@zoe.k")).toEqual(["dz"]);
});

test("the very name comes before its beginning, and what is nearly so comes last", () => {
  const rooms = ["Gardens", "Gadren", "Beer garden", "Garden"].map((name, n) => roomOf(`r${n}`, { name }));
  expect(findChats(rooms, "garden", "ada").map((room) => room.name)).toEqual([
    "Garden",
    "Gardens",
    "Beer garden",
    "Gadren",
  ]);
});

test("nothing typed finds everything, nonsense finds nothing", () => {
  expect(found(" ")).toHaveLength(4);
  expect(found("qqq")).toEqual([]);
});

test("a person with whom she has a chat of two is not offered twice; one from a group chat is", () => {
  const people = [grace, linus].map(
    (person): User => ({
      ...person,
      statusText: "",
      statusEmoji: "",
      statusUntil: null,
      doNotDisturbUntil: null,
      timeZone: null,
      role: "MEMBER",
    }),
  );
  const list = [direct("dg", [grace]), direct("group", [grace, linus])];
  expect(withoutChat(people, list).map((person) => person.id)).toEqual(["linus"]);
});

test("Alt+↓ goes round, with Shift from unread to unread, and nowhere when all is read", () => {
  const list = [roomOf("a"), roomOf("b"), roomOf("c", { unread: 1 })];
  expect(neighbourChat(list, "a", 1, false)?.id).toBe("b");
  expect(neighbourChat(list, "a", -1, false)?.id).toBe("c");
  expect(neighbourChat(list, "c", 1, false)?.id).toBe("a");
  expect(neighbourChat(list, "a", 1, true)?.id).toBe("c");
  expect(neighbourChat(list, "c", 1, true)).toBeUndefined();
  expect(neighbourChat(list, undefined, 1, false)?.id).toBe("a");
  expect(neighbourChat(list, undefined, -1, false)?.id).toBe("c");
});
