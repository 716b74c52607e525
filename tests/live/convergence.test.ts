// docs/reliability.md D7.
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import type { Message } from "@/lib/messages/schema.ts";
import { realtimeReplySchema } from "@/lib/realtime/events.ts";
import { asShown } from "../support/as-shown.ts";
import { cast, type Person } from "../support/cast.ts";
import { expectReply } from "../support/client.ts";
import { startFaultyProxy } from "../support/faulty-proxy.ts";
import { openRoomView, type RoomView } from "../support/room-view.ts";
import { startServer } from "../support/server.ts";

const RUNS = 10;
const STEPS = 30;

const server = await startServer();
const people = await cast(server);
const { ada, grace, linus, mallory } = people;
const info = await expectReply(ada.api.get("/api/realtime"), realtimeReplySchema);
afterAll(() => server.stop());

const TALK = [
  "send",
  "send",
  "send",
  "reply",
  "in thread",
  "in thread and room",
  "repeat",
  "long",
  "edit",
  "edit",
  "remove",
  "restore",
  "pin",
  "unpin",
] as const;
const REACT = ["react", "react", "react", "take back"] as const;
const ROOM = ["join", "leave", "throw out", "promote", "rename", "topic", "archive"] as const;
const EMOJI = ["👍", "❤️", "👩‍👩‍👧‍👦"].map(encodeURIComponent);
const OF_MESSAGES: ReadonlySet<string> = new Set([
  "edit",
  "remove",
  "restore",
  "reply",
  "in thread",
  "in thread and room",
  "pin",
  "unpin",
  ...REACT,
]);
const NETWORK = ["cut", "stall", "back"] as const;
const step = fc.record({
  act: fc.constantFrom(...TALK, ...TALK, ...REACT, ...REACT, ...ROOM, ...NETWORK),
  who: fc.constantFrom("ada", "grace", "linus", "mallory") as fc.Arbitrary<keyof typeof people>,
  pick: fc.nat(1000),
  text: fc.string({ unit: "binary", minLength: 1, maxLength: 40 }),
  /** Whether the next step begins before the server has answered this one. */
  atOnce: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Performs a step in the room. A refusal is allowed and changes nothing. */
async function perform({ act, who, pick, text }: Step, room: { id: string }, past: Message[]): Promise<unknown> {
  const person = people[who];
  const at = `/api/chat/rooms/${room.id}`;
  const some = past[pick % Math.max(past.length, 1)];
  const say = (body: string, more = {}) => person.api.post(`${at}/messages`, { body, ...more });
  switch (act) {
    case "send":
      return say(text);
    case "reply":
      return say(text, { replyToId: some?.id });
    case "in thread":
      return say(text, { rootId: some?.id });
    case "in thread and room":
      return say(text, { rootId: some?.id, inRoom: true });
    case "repeat":
      return Promise.all([1, 2, 3].map(() => say(text, { clientId: `again${pick}` })));
    case "long":
      return say(text.padEnd(8000, "漢"));
    case "edit":
      return some && person.api.patch(`/api/chat/messages/${some.id}`, { body: text });
    case "remove":
      return some && person.api.delete(`/api/chat/messages/${some.id}`);
    case "restore":
      return some && person.api.post(`/api/chat/messages/${some.id}/restore`);
    case "react":
      return some && person.api.put(`/api/chat/messages/${some.id}/reactions/${EMOJI[pick % EMOJI.length]}`);
    case "take back":
      return some && person.api.delete(`/api/chat/messages/${some.id}/reactions/${EMOJI[pick % EMOJI.length]}`);
    case "pin":
      return some && person.api.put(`/api/chat/messages/${some.id}/pin`);
    case "unpin":
      return some && person.api.delete(`/api/chat/messages/${some.id}/pin`);
    case "join":
      return person.api.post(`${at}/members`, {});
    case "leave":
      return who !== "ada" && who !== "grace" && person.api.delete(`${at}/members/me`);
    case "throw out":
      return ada.api.delete(`${at}/members/${pick % 2 ? linus.id : mallory.id}`);
    case "promote":
      return ada.api.patch(`${at}/members/${people[who].id}`, { role: pick % 2 ? "MODERATOR" : "OWNER" });
    case "rename":
      return ada.api.patch(at, { name: `${room.id.slice(-20)} ${pick}` });
    case "topic":
      return ada.api.patch(at, { topic: `About ${pick}` });
    case "archive":
      return ada.api.patch(at, { archived: pick % 3 === 0 });
  }
}

async function expectFresh(seen: RoomView, person: Person, room: { id: string }): Promise<void> {
  await seen.reaches((await person.room(room)).rev, 10_000);
  const shown = (messages: readonly Message[]) => messages.map((one) => asShown(one, person.id));
  expect(shown(seen.messages())).toEqual(shown(await person.fullHistory(room)));
}

test("whatever four people do, on good networks and bad, every screen shows what a fresh load shows", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: STEPS }), async (steps) => {
      const room = await ada.createRoom();
      for (const person of [grace, linus]) await person.join(room);
      const network = await startFaultyProxy(info.port);
      const screens: [RoomView, Person][] = [
        [await openRoomView(ada, room), ada],
        [await openRoomView(grace, room, { host: "127.0.0.1", port: network.port }), grace],
      ];
      try {
        const running: Promise<unknown>[] = [];
        for (const one of steps) {
          if (one.act === "cut") network.cut();
          else if (one.act === "stall") network.stall();
          else if (one.act === "back") {
            network.resume();
            screens[1]?.[0].reconnect();
          } else {
            const past = OF_MESSAGES.has(one.act) ? screens[0]?.[0].messages() : [];
            running.push(perform(one, room, [...(past ?? [])]));
            if (!one.atOnce) await Promise.all(running);
          }
        }
        await Promise.all(running);
        network.resume();
        screens[1]?.[0].reconnect();
        for (const [seen, person] of screens) await expectFresh(seen, person, room);
      } finally {
        for (const [seen] of screens) seen.close();
        await network.close();
      }
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
}, 120_000);
