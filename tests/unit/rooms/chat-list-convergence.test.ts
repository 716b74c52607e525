import fc from "fast-check";
import { expect, test } from "vitest";
import { chatList, type ListChange, sortedRooms } from "../../../lib/rooms/chat-list.ts";
import { ada, FakeServer, FakeTab, grace } from "./fake-server.ts";

const ids = ["tea", "work"] as const;
const room = fc.constantFrom(...ids);
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant("send" as const), room, mine: fc.boolean(), call: fc.boolean() }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("reply" as const),
      room,
      at: fc.nat(20),
      mine: fc.boolean(),
      call: fc.boolean(),
      inRoom: fc.boolean(),
    }),
  },
  fc.record({
    do: fc.constant("change" as const),
    room,
    at: fc.nat(20),
    how: fc.constantFrom("edit" as const, "delete" as const, "big" as const),
  }),
  fc.record({ do: fc.constant("read" as const), room, seq: fc.nat(20) }),
  fc.record({ do: fc.constant("rename" as const), room, name: fc.constantFrom("x", "y", "z") }),
  fc.record({ do: fc.constant("member" as const), room, joined: fc.boolean() }),
);
/** The fate of each event on its way, and the moments at which the browser fetches. */
const fate = fc.constantFrom("arrives", "arrives", "arrives", "twice", "late", "lost", "ask first", "ask across");

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function play(world: FakeServer, did: Step): ListChange[] {
  if (did.do === "send") return world.send(did.room, did.mine ? ada : grace, did.call ? "@ada" : "hello");
  if (did.do === "reply")
    return world.reply(did.room, did.mine ? ada : grace, did.at, did.call ? "@ada" : "hello", did.inRoom);
  if (did.do === "change") return world.change(did.room, did.at, did.how);
  if (did.do === "read") return world.read(did.room, did.seq);
  if (did.do === "rename") return world.rename(did.room, did.name);
  return world.member(did.room, did.joined);
}

/** The events on a person's own channel have no rev that orders them; only a reconnect can lose one. */
const ordered = (event: ListChange) => event.type === "message.changed";

test("whatever the wire loses, doubles or delays, ada's list ends as a fresh load would show it", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(step, fate), { maxLength: 60 }), (script) => {
      const world = new FakeServer(ids);
      const screen = new FakeTab(world);
      let late: ListChange[] = [];
      let isAnyLost = false;
      for (const [did, how] of script) {
        const events = play(world, did);
        if (how === "ask first") screen.ask();
        if (how === "late") {
          late.push(...events.filter(ordered));
          screen.hear(...events.filter((event) => !ordered(event)));
        } else if (how === "ask across") {
          screen.ask(events);
        } else if (how === "lost") isAnyLost = isAnyLost || events.length > 0;
        else screen.hear(...events, ...(how === "twice" ? events : []), ...late.splice(0));
      }
      screen.hear(...late);
      late = [];
      // Events are lost only with the connection, and after a reconnect the whole list is fetched.
      if (isAnyLost)
        screen.hear({ type: "list.fetched", rooms: world.joined(), versions: screen.list.versions, end: null });
      screen.settle();
      expect(sortedRooms(screen.list)).toEqual(sortedRooms(chatList(world.joined())));
    }),
    { numRuns: 500 },
  );
});
