import { afterAll, describe, expect, test } from "vitest";
import { findReplySchema, searchReplySchema } from "@/lib/search/schema.ts";
import { cast } from "../support/cast.ts";
import { expectReply } from "../support/client.ts";
import { startServer } from "../support/server.ts";

const server = await startServer({ env: { LIMIT_SEARCH: "60/60" } });
const { ada, grace, mallory } = await cast(server);
afterAll(() => server.stop());

const address = (q: string, more = "") => `/api/chat/search?q=${encodeURIComponent(q)}${more}`;
const search = (person: typeof ada, q: string, more = "") =>
  expectReply(person.api.get(address(q, more)), searchReplySchema);

describe("a search", () => {
  test("finds what was sent, edited and deleted as it is now, page by page, and only for members", async () => {
    const room = await ada.createRoom({ kind: "PRIVATE", name: "Boats", userIds: [grace.id] });
    const sent = [];
    for (const body of ["**Regatta** one", "regatta two", "regatta three"]) sent.push(await ada.send(room, body));
    const first = await search(grace, "regatta", "&limit=2");
    expect(first.hits.map(({ message }) => message.body)).toEqual(["regatta three", "regatta two"]);
    const second = await search(grace, "regatta", `&limit=2&cursor=${first.next}`);
    expect(second).toMatchObject({
      hits: [
        {
          room: { id: room.id, kind: "PRIVATE", name: "Boats" },
          snippet: [
            { text: "Regatta", match: true },
            { text: " one", match: false },
          ],
        },
      ],
      next: null,
    });
    expect((await search(mallory, "regatta")).hits).toEqual([]);
    await ada.api.patch(`/api/chat/messages/${sent[1]?.id}`, { body: "race two" });
    await ada.api.delete(`/api/chat/messages/${sent[2]?.id}`);
    expect((await search(grace, "regatta")).hits.map(({ message }) => message.id)).toEqual([sent[0]?.id]);
    await ada.remove(room, grace);
    expect((await search(grace, "regatta")).hits).toEqual([]);
    expect((await search(ada, "regatta", "&sort=relevance")).hits).toHaveLength(1);
  });

  test.each([
    ["q", address("before:banana")],
    ["q", address("from:nobody-here")],
    ["q", address("in:#nowhere x")],
    ["q", address("x".repeat(1001))],
    ["q", address("x".repeat(10_240))],
    ["q", address("a\0b")],
    ["q", address("a ".repeat(33))],
    ["q", "/api/chat/search"],
    ["limit", address("x", "&limit=1000000000")],
    ["limit", address("x", "&limit=0")],
    ["cursor", address("x", "&cursor=garbage")],
    ["sort", address("x", "&sort=cheapest")],
  ])("that cannot be answered is refused by the name of its field: %s of %.60s", async (field, path) => {
    const { status, body } = await ada.api.get(path);
    expect(status).toBe(422);
    expect(Object.keys((body as { error: { fields: object } }).error.fields)).toEqual([field]);
  });

  test("takes any zone, and whatever looks like syntax", async () => {
    for (const zone of ["Europe/Berlin", "Nowhere/At-all"])
      expect((await search(ada, "during:today regatta", `&zone=${zone}`)).hits.length).toBeLessThan(2);
    for (const q of ['"', "'", "*", "a* OR b", "NEAR(a b, 2)", "(((", "a:b", "\\", "& | ! <->", "%_%"])
      expect((await ada.api.get(address(q))).status, q).toBe(200);
  });
});

test("people and rooms are found by name, and nothing private of others", async () => {
  await ada.createRoom({ kind: "PRIVATE", name: "Orchard secrets" });
  await ada.createRoom({ kind: "OPEN", name: "Orchard" });
  const find = (person: typeof ada, q: string) =>
    expectReply(person.api.get(`/api/chat/find?q=${encodeURIComponent(q)}`), findReplySchema);
  expect((await find(ada, "orchard")).rooms.map(({ name }) => name)).toEqual(["Orchard", "Orchard secrets"]);
  expect((await find(mallory, "orchard")).rooms.map(({ name, joined }) => [name, joined])).toEqual([
    ["Orchard", false],
  ]);
  expect((await find(mallory, "@gra")).people.map(({ username }) => username)).toEqual(["grace"]);
  expect((await mallory.api.get(`/api/chat/find?q=${"x".repeat(10_240)}`)).status).toBe(422);
});

test("searches have a limit of their own", async () => {
  let reply = await mallory.api.get(address("x"));
  for (let n = 0; n < 60 && reply.status === 200; n++) reply = await mallory.api.get(address("x"));
  expect(reply.status).toBe(429);
  expect((await mallory.api.get("/api/chat/find?q=x")).status).toBe(429);
  expect((await grace.api.get(address("x"))).status).toBe(200);
});
