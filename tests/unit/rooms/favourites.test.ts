import { expect, test } from "vitest";
import { placeFavourite } from "../../../lib/rooms/favourites.ts";
import { FAVOURITE_ORDER_MAX } from "../../../lib/rooms/member-settings.ts";
import type { Room } from "../../../lib/rooms/schema.ts";
import { sectionsOf } from "../../../lib/rooms/sections.ts";
import { randomNumbers } from "../../support/random.ts";
import { roomOf } from "./fake-server.ts";

const favourite = (id: string, favouriteOrder: number | null) =>
  roomOf(id, { settings: { level: "EVERYTHING", mutedUntil: null, favouriteOrder } });
const list = (...orders: number[]) => orders.map((order, n) => favourite(`r${n}`, order));
const place = (favourites: Room[], id: string, index: number): Room[] => {
  const orders = placeFavourite(favourites, id, index);
  const known = favourites.some((room) => room.id === id) ? favourites : [...favourites, favourite(id, null)];
  return sectionsOf(known.map((room) => (orders.has(room.id) ? favourite(room.id, orders.get(room.id) ?? 0) : room)))
    .favourites;
};
const ids = (rooms: readonly Room[]) => rooms.map(({ id }) => id).join(" ");

test("a favourite is put first, last and between, and nobody else is touched", () => {
  const three = list(0, 100, 200);
  expect(ids(place(three, "new", 0))).toBe("new r0 r1 r2");
  expect(ids(place(three, "new", 3))).toBe("r0 r1 r2 new");
  expect(ids(place(three, "r2", 1))).toBe("r0 r2 r1");
  expect([...placeFavourite(three, "r2", 1).keys()]).toEqual(["r2"]);
  expect([...placeFavourite([], "new", 0)]).toEqual([["new", 0]]);
});

test("without a number between its neighbours all are numbered anew, and stand as wished", () => {
  for (const full of [list(1, 2, 3), list(7, 7, 7), list(FAVOURITE_ORDER_MAX - 1, FAVOURITE_ORDER_MAX)]) {
    const index = full.length - 1;
    expect(placeFavourite(full, "new", index).size).toBe(full.length + 1);
    expect(ids(place(full, "new", index)).split(" ")[index]).toBe("new");
  }
  const ends = list(-FAVOURITE_ORDER_MAX, FAVOURITE_ORDER_MAX);
  expect(ids(place(ends, "new", 2))).toBe("r0 r1 new");
  expect(ids(place(ends, "new", 0))).toBe("new r0 r1");
});

test("whatever is moved where a thousand times, the order is that of a list", () => {
  const random = randomNumbers(12);
  let [favourites, wanted] = [list(0, 1, 2, 3, 4), ["r0", "r1", "r2", "r3", "r4"]];
  for (let n = 0; n < 1000; n += 1) {
    const [id, index] = [`r${random(5)}`, random(5)];
    favourites = place(favourites, id, index);
    wanted = wanted.filter((one) => one !== id);
    wanted.splice(index, 0, id);
    expect(ids(favourites)).toBe(wanted.join(" "));
  }
});

test("a chat is in one section: archived before favourite, favourite before its kind", () => {
  const archivedAt = "2026-01-01T00:00:00.000Z";
  const sections = sectionsOf([
    { ...favourite("gone", 1), archivedAt },
    favourite("second", 5),
    { ...favourite("first", -5), kind: "DIRECT" },
    roomOf("tea"),
    roomOf("grace", { kind: "DIRECT" }),
  ]);
  expect(Object.entries(sections).map(([id, rooms]) => `${id}: ${ids(rooms)}`)).toEqual([
    "favourites: first second",
    "rooms: tea",
    "direct: grace",
    "archived: gone",
  ]);
});
