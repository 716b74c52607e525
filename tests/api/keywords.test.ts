// Keywords for those who use the API (docs/reliability.md T7).
import { afterAll, beforeAll, expect, test } from "vitest";
import { activityReplySchema } from "@/lib/activity/schema.ts";
import { keywordsSchema } from "@/lib/keywords/schema.ts";
import { type Cast, cast, type Person } from "../support/cast.ts";
import { expectReply, refusal } from "../support/client.ts";
import { live } from "../support/live.ts";
import { startServer, type TestServer } from "../support/server.ts";

let server: TestServer;
let people: Cast;
beforeAll(async () => {
  server = await startServer();
  people = await cast(server);
});
afterAll(() => server.stop());

const PATH = "/api/chat/me/keywords";
const set = (person: Person, ...words: string[]) => expectReply(person.api.put(PATH, { words }), keywordsSchema);
const entries = async (person: Person) =>
  (await expectReply(person.api.get("/api/chat/activity"), activityReplySchema)).entries;

test("grace is told of her word in a room of hers, live and in Activity, and mallory of none", async () => {
  const { ada, grace, mallory } = people;
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  await grace.read(room, 1);
  expect(await set(grace, "Regatta", "regatta", "sail boat")).toEqual({ words: ["Regatta", "sail boat"] });
  await set(mallory, "regatta");
  const before = await entries(mallory);
  const socket = await live(grace);
  await socket.own();
  await ada.send(room, "Who comes to the *REGATTA*?");
  await socket.next(({ event }) => event === "activity.changed");
  await socket.next(({ event, data }) => event === "membership.changed" && JSON.stringify(data).includes(room.id));
  socket.close();
  const [entry] = await entries(grace);
  expect(entry).toMatchObject({ cause: "KEYWORD", unread: true, quiet: false, room: { id: room.id } });
  expect(entry?.line.filter(({ match }) => match)).toEqual([{ text: "REGATTA", match: true }]);
  expect((await grace.room(room)).mentioned).toBe(true);
  expect(await entries(mallory)).toEqual(before);
  expect(await expectReply(mallory.api.get(PATH), keywordsSchema)).toEqual({ words: ["regatta"] });
});

test("what is no list of words is refused, with the field", async () => {
  const { grace } = people;
  for (const words of [["a"], ["x".repeat(51)], ["!!"], Array.from({ length: 31 }, (_, n) => `word${n}`), "tea", [7]])
    expect(await refusal(grace.api.put(PATH, { words }))).toBe("422 invalid");
});
