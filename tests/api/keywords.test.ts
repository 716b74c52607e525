// Keywords for those who use the API (docs/reliability.md T7).
import { afterAll, beforeAll, expect, test } from "vitest";
import { activityReplySchema } from "@/lib/activity/schema.ts";
import { keywordsSchema } from "@/lib/keywords/schema.ts";
import { type Cast, cast, type Person } from "../support/cast.ts";
import { expectReply, expectSuccess } from "../support/client.ts";
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
const fieldsOf = (body: unknown) => (body as { error: { fields: Record<string, string> } }).error.fields;
const change = (person: Person, body: object) => expectReply(person.api.patch(PATH, body), keywordsSchema);
const add = (person: Person, ...words: string[]) => change(person, { add: words });
const entries = async (person: Person) =>
  (await expectReply(person.api.get("/api/chat/activity"), activityReplySchema)).entries;

test("grace is told of her word in a room of hers, live and in Activity, and mallory of none", async () => {
  const { ada, grace, mallory } = people;
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  await grace.read(room, 1);
  expect(await add(grace, "Regatta", "regatta", "sail boat")).toEqual({ words: ["Regatta", "sail boat"] });
  await add(mallory, "regatta");
  const before = await entries(mallory);
  const socket = await live(grace);
  await socket.own();
  const sent = await ada.send(room, "Who comes to the *REGATTA*?");
  await socket.next(({ event }) => event === "activity.changed");
  const isAsked = ({ event, data }: (typeof socket.events)[number]) =>
    event === "membership.changed" && JSON.stringify(data).includes(room.id);
  await socket.next(isAsked);
  // Who has the mark already asks for nothing when the words around it change.
  await ada.edit(sent, "Who comes to the *REGATTA* today?");
  await expectSuccess(grace.api.put(`/api/chat/messages/${sent.id}/saved`, {}));
  await socket.next(({ event }) => event === "saved.changed");
  expect(socket.events.filter(isAsked)).toHaveLength(1);
  socket.close();
  const entry = (await entries(grace)).find(({ messageId }) => messageId === sent.id);
  expect(entry).toMatchObject({ cause: "KEYWORD", unread: true, quiet: false, room: { id: room.id } });
  expect(entry?.line.filter(({ match }) => match)).toEqual([{ text: "REGATTA", match: true }]);
  expect((await grace.room(room)).mentioned).toBe(true);
  expect(await entries(mallory)).toEqual(before);
  expect(await expectReply(mallory.api.get(PATH), keywordsSchema)).toEqual({ words: ["regatta"] });
});

test("what two devices add and remove at once is all there, and a word that is known twice once", async () => {
  const { linus } = people;
  await add(linus, "one", "two");
  await Promise.all([
    add(linus, "three"),
    add(linus, "four", "THREE"),
    change(linus, { remove: ["ONE"], add: ["five"] }),
    change(linus, { remove: ["nothing"] }),
  ]);
  const { words } = await expectReply(linus.api.get(PATH), keywordsSchema);
  expect(words.map((word) => word.toLowerCase()).sort()).toEqual(["five", "four", "three", "two"]);
});

test("what is no list of words is refused, with the field", async () => {
  const { grace } = people;
  const many = Array.from({ length: 31 }, (_, n) => `word${n}`);
  for (const [body, field] of [
    [{ add: ["tea", "a"] }, "add.1"],
    [{ add: ["x".repeat(51)] }, "add.0"],
    [{ add: ["!!"] }, "add.0"],
    [{ add: ["㌖".repeat(50)] }, "add.0"],
    [{ add: many }, "add"],
    [{ add: "tea" }, "add"],
    [{ add: [7] }, "add.0"],
    [{ remove: "tea" }, "remove"],
  ] as const) {
    const reply = await grace.api.patch(PATH, body);
    expect([reply.status, Object.keys(fieldsOf(reply.body))], JSON.stringify(body)).toEqual([422, [field]]);
  }
  await change(grace, { remove: ["Regatta", "sail boat"] });
  await add(grace, ...many.slice(1));
  const full = await grace.api.patch(PATH, { add: ["one more"] });
  expect([full.status, Object.keys(fieldsOf(full.body))]).toEqual([422, ["add"]]);
  expect(await change(grace, { add: ["WORD1"], remove: ["word2"] })).toMatchObject({ words: { length: 29 } });
});
