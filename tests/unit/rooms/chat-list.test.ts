import { describe, expect, test } from "vitest";
import { applyChange, chatList, sortedRooms } from "../../../lib/rooms/chat-list.ts";
import { ada, FakeServer, FakeTab, grace, linus, me, roomOf } from "./fake-server.ts";

const only = (screen: FakeTab, id = "tea") => {
  const room = sortedRooms(screen.list).find((r) => r.id === id);
  if (!room) throw new Error(`${id} is not in the list`);
  return room;
};

describe("what ada sees in her chat list", () => {
  test("a message by grace moves its room to the top, with preview and one unread", () => {
    const world = new FakeServer(["tea", "work"]);
    const screen = new FakeTab(world).hear(
      ...world.send("work", grace, "one"),
      ...world.send("tea", grace, "kettle is on"),
    );
    expect(sortedRooms(screen.list).map((r) => r.id)).toEqual(["tea", "work"]);
    expect(only(screen)).toMatchObject({ unread: 1, mentioned: false, lastMessage: { body: "kettle is on" } });
    expect(screen.list.stale.size).toBe(0);
  });

  test("reactions to two messages at the same moment, told one message after the other, fetch nothing", () => {
    const world = new FakeServer(["tea"]);
    const screen = new FakeTab(world).hear(...world.send("tea", grace, "one"), ...world.send("tea", grace, "two"));
    const { rev } = only(screen);
    const told = (messageId: string, seq: number, revs: number[]) => {
      const last = Math.max(...revs);
      const event = { roomId: "tea", messageId, seq, rev: last, revs, base: seq, reactions: [] };
      return { type: "reactions.changed" as const, ...event };
    };
    screen.hear(told("m2", 2, [rev + 1, rev + 3]));
    expect(only(screen)).toMatchObject({ rev: rev + 1, unread: 2 });
    screen.hear(told("m1", 1, [rev + 2]));
    expect(only(screen)).toMatchObject({ rev: rev + 3, unread: 2 });
    expect(screen.list.stale.size).toBe(0);
    // A gap that stays open is a lost change.
    for (let n = 0; n <= 100; n++) screen.hear(told("m1", 1, [rev + 5 + n]));
    expect(screen.list.stale.get("tea")).toBe(rev + 105);
  });

  test("a reaction that comes before the message before it counts when that has come, whatever comes between", () => {
    const world = new FakeServer(["tea"]);
    const screen = new FakeTab(world).hear(...world.send("tea", grace, "one"));
    const { rev } = only(screen);
    const place = { roomId: "tea", messageId: "m1", seq: 1, base: 1, reactions: [] };
    screen.hear({ type: "reactions.changed", ...place, rev: rev + 2, revs: [rev + 2] });
    screen.hear({ type: "user.changed", user: { ...grace, displayName: "Grace H." } });
    expect(only(screen).rev).toBe(rev);
    screen.hear(...world.send("tea", grace, "two"));
    expect(only(screen)).toMatchObject({ rev: rev + 2, unread: 2 });
    expect(screen.list.stale.size).toBe(0);
  });

  test("her own message is not unread to her", () => {
    const world = new FakeServer(["tea"]);
    const screen = new FakeTab(world).hear(...world.send("tea", ada, "mine"));
    expect(only(screen)).toMatchObject({ unread: 0, lastMessage: { body: "mine" } });
  });

  test("a notice moves the room up but is never unread", () => {
    const world = new FakeServer(["tea", "work"]);
    const screen = new FakeTab(world).hear(
      ...world.send("work", grace, "x"),
      ...world.send("tea", linus, "joined", "SYSTEM"),
    );
    expect(sortedRooms(screen.list)[0]?.id).toBe("tea");
    expect(only(screen).unread).toBe(0);
  });

  test.each([["hello @Ada"], ["@all tea?"], ["@here"]])("%j marks the room as mentioning her", (body) => {
    const world = new FakeServer(["tea"]);
    expect(only(new FakeTab(world).hear(...world.send("tea", grace, body))).mentioned).toBe(true);
  });

  test("a mention of linus, or of her in code, does not mark it", () => {
    const world = new FakeServer(["tea"]);
    const screen = new FakeTab(world).hear(
      ...world.send("tea", grace, "@linus"),
      ...world.send("tea", grace, "`@ada`"),
    );
    expect(only(screen)).toMatchObject({ unread: 2, mentioned: false });
  });

  test("reading on her phone clears the badge on her laptop", () => {
    const world = new FakeServer(["tea"]);
    const screen = new FakeTab(world).hear(...world.send("tea", grace, "@ada"), ...world.read("tea", 1));
    expect(only(screen)).toMatchObject({ unread: 0, mentioned: false, lastReadSeq: 1 });
  });

  test("a message that she has read elsewhere before it arrives here is not unread", () => {
    const world = new FakeServer(["tea"]);
    const screen = new FakeTab(world);
    const sent = world.send("tea", grace, "one");
    screen.hear(...world.read("tea", 1), ...sent).settle();
    expect(only(screen).unread).toBe(0);
  });

  test("an event that she has heard already changes nothing", () => {
    const world = new FakeServer(["tea"]);
    const screen = new FakeTab(world);
    const sent = world.send("tea", grace, "one");
    const before = screen.hear(...sent).list;
    expect(screen.hear(...sent).list).toBe(before);
  });

  test("after a lost event the room is doubtful, keeps its old face, and is right after asking", () => {
    const world = new FakeServer(["tea"]);
    const screen = new FakeTab(world);
    world.send("tea", grace, "lost");
    screen.hear(...world.send("tea", grace, "heard"));
    expect(screen.list.stale.get("tea")).toBe(2);
    expect(only(screen).lastMessage).toBeNull();
    expect(only(screen.settle())).toMatchObject({ unread: 2, lastMessage: { body: "heard" } });
  });

  test("an answer older than what she has heard is not believed", () => {
    const world = new FakeServer(["tea"]);
    const screen = new FakeTab(world);
    const old = { type: "room.fetched" as const, room: world.room("tea"), version: undefined };
    screen.hear(...world.send("tea", grace, "new"), old);
    expect(only(screen).lastMessage?.body).toBe("new");
    expect(screen.list.stale.has("tea")).toBe(true);
  });

  test("an answer that was on its way while she read elsewhere does not bring the badge back", () => {
    const world = new FakeServer(["tea"]);
    const screen = new FakeTab(world).hear(...world.send("tea", grace, "one"), ...world.change("tea", 0, "big"));
    const answer = { type: "room.fetched" as const, room: world.room("tea"), version: screen.list.versions.get("tea") };
    screen.hear(...world.read("tea", 1), answer);
    expect(only(screen).unread).toBe(0);
    expect(only(screen.settle()).unread).toBe(0);
  });

  test("an edit of an old, read message is not worth a question; one of the last message is", () => {
    const world = new FakeServer(["tea"]);
    const screen = new FakeTab(world).hear(
      ...world.send("tea", grace, "a"),
      ...world.send("tea", grace, "b"),
      ...world.read("tea", 2),
    );
    expect(screen.hear(...world.change("tea", 0, "edit")).list.stale.size).toBe(0);
    expect(screen.hear(...world.change("tea", 1, "edit")).list.stale.size).toBe(1);
    expect(only(screen.settle()).lastMessage?.body).toBe("hello @ada");
  });

  test("hundreds of replies in a thread fetch nothing, move nothing and count nowhere, whatever the thread is about", () => {
    const world = new FakeServer(["tea"]);
    const screen = new FakeTab(world).hear(...world.send("tea", grace, "a"), ...world.send("tea", grace, "b"));
    const { seq, rev, ...before } = only(screen);
    for (let n = 0; n < 300; n++) screen.hear(...world.reply("tea", linus, n % 2, "@ada look"));
    expect(screen.list.stale.size).toBe(0);
    expect(only(screen)).toEqual({ ...before, seq: seq + 300, rev: rev + 600 });
    screen.hear(...world.read("tea", 2));
    expect(screen.list.stale.size).toBe(0);
    expect(only(screen)).toMatchObject({ unread: 0, lastReadSeq: 2 });
  });

  test("a reply that is sent to the room, too, counts there", () => {
    const world = new FakeServer(["tea"]);
    const screen = new FakeTab(world).hear(...world.send("tea", grace, "a"));
    screen.hear(...world.reply("tea", linus, 0, "@ada look", true));
    expect(only(screen)).toMatchObject({ unread: 2, mentioned: true, lastMessage: { body: "@ada look" } });
    expect(screen.list.stale.size).toBe(0);
  });

  test("an edit that calls ada marks the room, while the message is unread", () => {
    const world = new FakeServer(["tea"]);
    const screen = new FakeTab(world).hear(...world.send("tea", grace, "a"), ...world.send("tea", grace, "b"));
    expect(only(screen).mentioned).toBe(false);
    expect(only(screen.hear(...world.change("tea", 0, "edit")).settle()).mentioned).toBe(true);
    screen.hear(...world.read("tea", 2)).settle();
    expect(only(screen.hear(...world.change("tea", 1, "edit")).settle()).mentioned).toBe(false);
  });

  test("a deleted unread message is no longer counted", () => {
    const world = new FakeServer(["tea"]);
    const screen = new FakeTab(world)
      .hear(...world.send("tea", grace, "a"), ...world.change("tea", 0, "delete"))
      .settle();
    expect(only(screen)).toMatchObject({ unread: 0, lastMessage: { body: "" } });
  });

  test("a room she was added to appears; one she was removed from goes, even with an answer on its way", () => {
    const world = new FakeServer(["tea", "work"]);
    const screen = new FakeTab(world).hear(...world.member("work", false));
    expect(sortedRooms(screen.list).map((r) => r.id)).toEqual(["tea"]);
    screen.hear(...world.member("work", true));
    const answer = {
      type: "room.fetched" as const,
      room: world.room("work"),
      version: screen.list.versions.get("work"),
    };
    screen.hear(...world.member("work", false), answer);
    expect(sortedRooms(screen.settle().list).map((r) => r.id)).toEqual(["tea"]);
    screen.hear(...world.member("work", true)).settle();
    expect(sortedRooms(screen.list)).toHaveLength(2);
  });

  test("messages of a room she is not in do not put it in her list", () => {
    const world = new FakeServer(["tea"]);
    const screen = new FakeTab(world).hear(...world.member("tea", false));
    world.member("tea", true);
    screen.hear(...world.send("tea", grace, "psst"));
    expect(sortedRooms(screen.list)).toEqual([]);
  });

  test("a deleted room goes, and hearing so twice is hearing it once", () => {
    const gone = { type: "room.deleted" as const, roomId: "tea" };
    const list = applyChange(applyChange(chatList([roomOf("tea")]), gone, me), gone, me);
    expect(sortedRooms(list)).toEqual([]);
  });

  test("a rename is shown, an older one that arrives late is not", () => {
    const world = new FakeServer(["tea"]);
    const screen = new FakeTab(world);
    const first = world.rename("tea", "coffee");
    screen.hear(...world.rename("tea", "cocoa"), ...first);
    expect(only(screen.settle()).name).toBe("cocoa");
  });

  test("when grace changes her name, her direct chat and her previews follow", () => {
    const world = new FakeServer(["tea"]);
    world.send("tea", grace, "hi");
    const direct = roomOf("direct", { kind: "DIRECT", name: "Grace", people: [grace] });
    const user = { ...grace, displayName: "Admiral Grace" };
    const list = applyChange(chatList([direct, world.room("tea")]), { type: "user.changed", user }, me);
    const [tea, chat] = sortedRooms(list);
    expect(tea?.lastMessage?.author.displayName).toBe("Admiral Grace");
    expect(chat).toMatchObject({ name: "Admiral Grace", people: [user] });
  });

  test("a new topic does not rename a direct chat to nothing", () => {
    const direct = roomOf("direct", { kind: "DIRECT", name: "Grace", people: [grace] });
    const room = {
      ...{ kind: "DIRECT" as const, name: "", topic: "", pictureId: null, memberCount: 2, archivedAt: null },
      threads: "ON" as const,
      mentionAll: "MEMBERS" as const,
    };
    const list = applyChange(chatList([direct]), { type: "room.changed", roomId: "direct", rev: 1, room }, me);
    expect(sortedRooms(list)[0]?.name).toBe("Grace");
  });

  test("coming back after an hour, the whole list is what the server says", () => {
    const world = new FakeServer(["tea", "work", "play"]);
    const screen = new FakeTab(world);
    world.send("tea", grace, "missed");
    world.member("play", false);
    const versions = screen.list.versions;
    screen.hear({ type: "list.fetched", rooms: world.joined(), versions, end: null });
    expect(sortedRooms(screen.list)).toEqual(sortedRooms(chatList(world.joined())));
  });

  test("500 rooms hear 1,000 events and each counts its own", () => {
    const ids = Array.from({ length: 500 }, (_, n) => `r${n}`);
    const world = new FakeServer(ids);
    const screen = new FakeTab(world);
    const events = Array.from({ length: 1000 }, (_, n) => world.send(ids[n % 500] ?? "r0", grace, "hi")).flat();
    screen.hear(...events);
    expect(ids.map((id) => only(screen, id).unread)).toEqual(ids.map(() => 2));
  });
});
