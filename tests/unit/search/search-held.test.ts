// The search in the browser's memory finds what the server's search finds in the same messages (docs/reliability.md Q2).
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer-type.ts";
import { closeDoors, openDoors } from "@/lib/db/doors.ts";
import { deleteMessage, editMessage, sendMessage } from "@/lib/messages/commands.ts";
import { listMessages } from "@/lib/messages/queries.ts";
import { createRoom } from "@/lib/rooms/commands.ts";
import { getRoom } from "@/lib/rooms/queries.ts";
import { mergeHits } from "@/lib/search/merge-hits.ts";
import { searchMessages } from "@/lib/search/queries.ts";
import type { Hit } from "@/lib/search/schema.ts";
import { type HeldRoom, searchHeld } from "@/lib/search/search-held.ts";
import { CORPUS, EXPECTED } from "../../support/search-corpus.ts";
import { type RegisteredViewer, START_MS, signUp } from "../accounts/register-viewer.ts";

let ada: RegisteredViewer, grace: RegisteredViewer, linus: RegisteredViewer;
let garden: string, direct: string;

beforeAll(async () => {
  await openDoors();
  [ada, grace, linus] = [await signUp("ada"), await signUp("grace"), await signUp("linus")];
  garden = (await createRoom(ada, { kind: "PRIVATE", name: "Garden", topic: "", userIds: [grace.id] })).room.id;
  direct = (await createRoom(ada, { kind: "DIRECT", userIds: [grace.id] } as never)).room.id;
}, START_MS);
afterAll(closeDoors);

const send = async (roomId: string, body: string, by: Viewer = ada) =>
  (await sendMessage(by, roomId, { body })).message;

/** What a browser has that has shown all of these rooms. */
async function holdAll(viewer: Viewer, roomIds = [garden, direct]): Promise<HeldRoom[]> {
  return Promise.all(
    roomIds.map(async (id) => {
      const messages = [];
      for (let after = 0; ; after = messages.at(-1)?.seq ?? 0) {
        const page = await listMessages(viewer, id, { after, limit: 100 } as never);
        messages.push(...page.messages);
        if (!page.hasAfter) return { room: await getRoom(viewer, id), messages };
      }
    }),
  );
}
const find = (held: readonly HeldRoom[], q: string, viewer: Viewer = ada, limit = 1000) =>
  searchHeld(viewer, q, held, { now: Date.now(), zone: "UTC", limit });
const ask = (q: string, viewer: Viewer = ada, limit = 50) =>
  searchMessages(viewer, { q, limit, sort: "newest", zone: "UTC" });

describe("what the browser holds", () => {
  test("is found as the server finds it, in twelve languages", async () => {
    const { room } = await createRoom(linus, { kind: "PRIVATE", name: "Corpus", topic: "", userIds: [] });
    for (const body of CORPUS) await send(room.id, body, linus);
    const held = await holdAll(linus, [room.id]);
    for (const [query, expected] of EXPECTED) {
      const found = find(held, query, linus).map(({ message }) => message.body);
      const places = found.map((body) => expected.findIndex((part) => body.includes(part)));
      expect(places.sort(), query).toEqual(expected.map((_, at) => at));
    }
  }, 60_000);

  test("comes with the same room, snippet and order, whatever the operators", async () => {
    await send(garden, "plan by ada");
    await send(garden, "plan by grace @ada https://a.example", grace);
    const edited = await send(garden, "plam by ada");
    await editMessage(ada, edited.id, { body: "**plan** mended by ada" });
    await deleteMessage(ada, (await send(garden, "plan deleted")).id);
    await send(direct, "plan between us", grace);
    const held = await holdAll(ada);
    const queries = ["plan", '"plan by"', "plan -mended", "pl", "plan from:grace", "plan -from:me", "plan has:link"];
    queries.push(
      "plan is:mine",
      "plan is:edited",
      "plan is:unread",
      "plan mentions:me",
      "plan in:garden",
      "-in:Garden",
    );
    queries.push(
      "plan with:@grace",
      "plan -with:grace",
      "plan with:me",
      `in:${direct}`,
      "during:today",
      "before:2020",
      "",
    );
    for (const q of queries) expect(find(held, q), q).toEqual((await ask(q)).hits);
    expect(find(held, "plan")).toHaveLength(4);
  }, 60_000);

  test("has no hit for what cannot be answered: a wrong date, and people and rooms that it does not know", async () => {
    const held = await holdAll(ada);
    for (const q of ["plan before:banana", "plan from:nobody", "plan in:Nowhere", "plan with:nobody", "has:cheese"])
      expect(find(held, q), q).toEqual([]);
  });

  test("is searched as far as the limit, and costs no more for a query that is long", async () => {
    const held = await holdAll(ada);
    expect(find(held, "plan", ada, 2)).toEqual((await ask("plan", ada, 2)).hits);
    expect(find(held, `${"x".repeat(10_000)} "`)).toEqual([]);
  });
});

describe("the server's hits", () => {
  const page = (hits: readonly Hit[], next: string | null = null) => ({ hits: [...hits], next });
  const ids = (hits: readonly Hit[]) => hits.map(({ message }) => message.id);

  test("are added to those that were held, each once and the newest first", async () => {
    const all = (await ask("plan")).hits;
    const [first, , third] = all as [Hit, Hit, Hit];
    const merged = mergeHits([first, third], page(all), new Set(ids([first, third])));
    expect(merged).toEqual(all);
  });

  test("have the last word over a held hit that may not be read any more", async () => {
    const all = (await ask("plan")).hits;
    const asked = new Set(ids(all));
    expect(mergeHits(all, page(all.slice(1)), asked)).toEqual(all.slice(1));
    expect(mergeHits(all, page([]), asked)).toEqual([]);
  });

  test("say nothing about what came after the question, and about what is not indexed yet", async () => {
    const all = (await ask("plan")).hits;
    const asked = new Set(ids(all));
    expect(mergeHits(all, page(all.slice(1)), new Set(ids(all.slice(1))))).toEqual(all);
    expect(mergeHits(all, { ...page([]), indexing: { done: 1, total: 2 } }, asked)).toEqual(all);
  });

  test("leave no gap: what is older than their page comes with the next one", async () => {
    const all = (await ask("plan")).hits;
    expect(mergeHits(all, page(all.slice(0, 2), "1"), new Set(ids(all)))).toEqual(all.slice(0, 2));
    expect(mergeHits(all, page(all.slice(1, 3), "1"), new Set())).toEqual(all.slice(0, 3));
  });

  test("give way to a newer state of the same message", async () => {
    const [hit] = (await ask("plan")).hits as [Hit];
    const newer = { ...hit, message: { ...hit.message, rev: hit.message.rev + 1, body: "plan, again" } };
    expect(mergeHits([newer], page([hit]), new Set())).toEqual([newer]);
    expect(mergeHits([hit], page([newer]), new Set())).toEqual([newer]);
  });
});
