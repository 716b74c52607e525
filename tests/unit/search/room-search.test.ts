import { expect, test } from "vitest";
import {
  hitAddress,
  onOpenRoomSearch,
  openRoomSearch,
  roomSearchOf,
  withoutRoomSearch,
} from "@/components/search/room-search.ts";

const HERE = "https://chat.example";

test("the address of a hit has its message and its search, whatever was searched", () => {
  for (const query of ["tea", 'from:@ada "a & b" #1 100%', "茶 ☕", "m=7&find=x"]) {
    const address = HERE + hitAddress({ roomId: "r1", seq: 5 }, query);
    expect(new URL(address).pathname).toBe("/rooms/r1");
    expect(roomSearchOf(address)).toEqual({ query, seq: 5 });
    expect(roomSearchOf(withoutRoomSearch(address))).toBeNull();
    expect(new URL(withoutRoomSearch(address)).searchParams.get("m")).toBe("5");
  }
});

test("the address of a hit in a thread opens the thread, and its search begins there", () => {
  const place = { roomId: "r1", seq: 5, rootId: "m1", inRoom: false };
  const address = HERE + hitAddress(place, "tea");
  expect(new URL(address).search).toBe("?thread=m1&message=5&find=tea");
  expect(roomSearchOf(address)).toEqual({ query: "tea", seq: 5 });
});

test("an address without a search, or with a message that cannot be, opens no bar at a wrong place", () => {
  expect(roomSearchOf(`${HERE}/rooms/r1?m=5`)).toBeNull();
  expect(roomSearchOf(`${HERE}/rooms/r1?m=5&find=`)).toBeNull();
  for (const seq of ["", "x", "-1", "1.5"])
    expect(roomSearchOf(`${HERE}/rooms/r1?m=${seq}&find=tea`)).toEqual({ query: "tea" });
});

test("asking for the bar opens it in the room on screen, and nowhere once that room is left", () => {
  const opened: string[] = [];
  const left = onOpenRoomSearch(({ query }) => opened.push(`first ${query}`));
  openRoomSearch("tea");
  // React mounts the next room before it unmounts the last one.
  const second = onOpenRoomSearch(({ query }) => opened.push(`second ${query}`));
  left();
  openRoomSearch();
  second();
  openRoomSearch("too late");
  expect(opened).toEqual(["first tea", "second "]);
});

test("a bar that was asked for before its code had come opens with it, but not in another room", () => {
  const opened: string[] = [];
  openRoomSearch("", "r1");
  onOpenRoomSearch(() => opened.push("r2"), "r2")();
  onOpenRoomSearch(() => opened.push("r1"), "r1")();
  expect(opened).toEqual([]);
  openRoomSearch("", "r1");
  onOpenRoomSearch(() => opened.push("r1"), "r1")();
  expect(opened).toEqual(["r1"]);
});
