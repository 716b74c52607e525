import { expect, test } from "vitest";
import {
  type Block,
  blocksWithoutQuery,
  type Entry,
  findEntries,
  keepPlaces,
  withReply,
} from "@/components/find/find-entries.ts";
import { type ada, grace, linus, roomOf } from "../rooms/fake-server.ts";

const direct = (id: string, people: (typeof ada)[]) =>
  roomOf(id, {
    kind: "DIRECT",
    name: people.map((one) => one.displayName).join(", "),
    people,
    isGroup: people.length > 1,
  });
const run = () => {};
const commands = [
  { title: "Browse rooms", icon: null, run },
  { title: "Settings", icon: null, run },
];
const known = {
  viewerId: "ada",
  chats: [roomOf("garden", { name: "Garden" }), direct("dg", [grace])],
  people: [] as (typeof ada)[],
  rooms: [] as ReturnType<typeof roomOf>[],
  commands,
};
const told = (blocks: readonly Block[]) => blocks.map(({ section, entries }) => `${section}: ${entries.map(nameOf)}`);
const nameOf = (entry: Entry) =>
  "room" in entry ? entry.room.id : "person" in entry ? entry.person.id : entry.command.title;

test("chats, people, rooms to join and commands are found by their names, the section with the best one first", () => {
  const graceful = { ...linus, displayName: "Gracie" };
  const rooms = [roomOf("gravel", { name: "Gravel", joined: false }), roomOf("gr", { name: "gr", joined: false })];
  const all = { ...known, people: [graceful], rooms };
  expect(told(findEntries(all, "gr"))).toEqual(["rooms: gr,gravel", "chats: dg,garden", "people: linus"]);
  expect(told(findEntries(all, "@linus"))).toEqual(["people: linus"]);
  expect(told(findEntries(all, "#garden"))).toEqual(["chats: garden"]);
  expect(told(findEntries(all, "room"))).toEqual(["commands: Browse rooms"]);
});

test("the people of a group chat are known without the server, but neither oneself nor who is deleted", () => {
  const gone = { ...linus, id: "gone", username: "", displayName: "Deleted person" };
  const chats = [direct("group", [grace, linus, gone]), direct("dg", [grace])];
  expect(told(findEntries({ ...known, chats }, "linus"))).toEqual(["chats: group", "people: linus"]);
  expect(told(findEntries({ ...known, chats }, "deleted"))).toEqual(["chats: group"]);
});

test("a room that was joined, and a person with whom there is a chat now, are offered once, as chats", () => {
  const rooms = [roomOf("garden", { name: "Garden", joined: false })];
  expect(told(findEntries({ ...known, rooms, people: [grace] }, "g")).slice(0, 1)).toEqual(["chats: garden,dg"]);
});

test("a room of the viewer's that only an old reply knows is not offered: it may have been left meanwhile", () => {
  expect(told(findEntries({ ...known, rooms: [roomOf("shed", { name: "Shed", joined: true })] }, "shed"))).toEqual([]);
});

test("what is shown keeps its place, and what is found later comes below", () => {
  const shown = keepPlaces([], findEntries({ ...known, people: [linus] }, "n"), 8);
  expect(told(shown)).toEqual(["chats: garden", "people: linus", "commands: Settings"]);
  const chats = [roomOf("n", { name: "n" }), ...known.chats];
  const rooms = [roomOf("north", { name: "North", joined: false })];
  const nina = { ...grace, id: "nina", username: "nina", displayName: "Nina" };
  const later = keepPlaces(shown, findEntries({ ...known, chats, rooms, people: [nina, linus] }, "n"), 8);
  expect(told(later)).toEqual([...told(shown), "chats: n", "people: nina", "rooms: north"]);
  const oneMore = { ...known, chats, rooms: [...rooms, roomOf("nook", { joined: false })], people: [nina, linus] };
  expect(told(keepPlaces(later, findEntries(oneMore, "n"), 8)).at(-1)).toBe("rooms: north,nook");
});

test("what is found no longer is gone, and what changed is shown as it is now", () => {
  const shown = keepPlaces([], findEntries(known, "g"), 8);
  const unread = roomOf("garden", { name: "Garden", unread: 3 });
  const later = keepPlaces(shown, findEntries({ ...known, chats: [unread] }, "g"), 8);
  expect(told(later)[0]).toBe("chats: garden");
  expect(later[0]?.entries[0]).toMatchObject({ room: { unread: 3 } });
  expect(told(keepPlaces(shown, findEntries({ ...known, chats: [] }, "g"), 8))).toEqual(["commands: Settings"]);
});

test("a section has no more entries than its longest, and one that has lost its best is filled up below", () => {
  const chats = ["aa", "ab", "ac", "ad"].map((id) => roomOf(id));
  const shown = keepPlaces([], findEntries({ ...known, chats }, "a"), 2);
  expect(told(shown)).toEqual(["chats: aa,ab"]);
  expect(told(keepPlaces(shown, findEntries({ ...known, chats: chats.toReversed() }, "a"), 2))).toEqual(told(shown));
  expect(told(keepPlaces(shown, findEntries({ ...known, chats: chats.slice(1) }, "a"), 2))).toEqual(["chats: ab,ac"]);
});

test("of earlier replies stays what a full reply may have left out, and nothing where the reply was not full", () => {
  const [a, b, c] = [{ id: "a" }, { id: "b" }, { id: "c" }];
  expect(withReply([a, b], [c], 1)).toEqual([c, a, b]);
  expect(withReply([a, b], [b], 2)).toEqual([b]);
});

test("no entry's key has a blank, so that it can be the id of an element", () => {
  const keys = blocksWithoutQuery(known.chats, commands).flatMap(({ entries }) => entries.map(({ key }) => key));
  expect(keys).toEqual(["room-garden", "room-dg", "do-Browse-rooms", "do-Settings"]);
});

test("without a query there are the suggested chats, then the commands", () => {
  expect(told(blocksWithoutQuery(known.chats, commands))).toEqual([
    "chats: garden,dg",
    "commands: Browse rooms,Settings",
  ]);
  expect(told(blocksWithoutQuery([], []))).toEqual([]);
});
