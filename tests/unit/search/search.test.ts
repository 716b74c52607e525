// Search finds exactly what the viewer may read, on both engines (docs/reliability.md Q1).
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer-type.ts";
import { getConfig } from "@/lib/config.ts";
import { closeDoors, db, findInIndex, openDoors, runUpkeep, sql, write, writeSql } from "@/lib/db/doors.ts";
import { isPostgresql } from "@/lib/db/is-postgresql.ts";
import { findInBlocks } from "@/lib/db/search-blocks/find-in-blocks.ts";
import { joinRoom, removeMember } from "@/lib/members/commands.ts";
import { deleteMessage, editMessage, sendMessage } from "@/lib/messages/commands.ts";
import { deletedMessageSweep } from "@/lib/messages/deleted-messages.ts";
import type { SendInput } from "@/lib/messages/input-schema.ts";
import { removeFilesOfMessages } from "@/lib/messages/remove-files.ts";
import type { Message } from "@/lib/messages/schema.ts";
import { createRoom, deleteRoom } from "@/lib/rooms/commands.ts";
import { getRoom, getRooms } from "@/lib/rooms/queries.ts";
import { isHit } from "@/lib/search/accept.ts";
import { searchIndexing } from "@/lib/search/background.ts";
import { findByName } from "@/lib/search/find.ts";
import { indexSome, newIndexRun } from "@/lib/search/index-old-messages.ts";
import { planSearch } from "@/lib/search/plan.ts";
import { searchMessages } from "@/lib/search/queries.ts";
import { parseQuery } from "@/lib/search/query.ts";
import type { SearchQuery } from "@/lib/search/schema.ts";
import { namedTerm } from "@/lib/search/terms.ts";
import { finishedUpload } from "../../support/finished-upload.ts";
import { randomNumbers } from "../../support/random.ts";
import { CORPUS, EXPECTED } from "../../support/search-corpus.ts";
import { statementsOf } from "../../support/statements.ts";
import { type RegisteredViewer, refusal, START_MS, signUp } from "../accounts/register-viewer.ts";

let ada: RegisteredViewer, grace: RegisteredViewer, mallory: RegisteredViewer;

beforeAll(async () => {
  await openDoors();
  [ada, grace, mallory] = [await signUp("ada"), await signUp("grace"), await signUp("mallory")];
}, START_MS);
afterAll(closeDoors);

const newRoom = async (name: string, people: Viewer[] = [grace]) =>
  (await createRoom(ada, { kind: "PRIVATE", name, topic: "", userIds: people.map(({ id }) => id) })).room.id;
const send = async (roomId: string, input: string | SendInput, by: Viewer = ada) =>
  (await sendMessage(by, roomId, typeof input === "string" ? { body: input } : input)).message;
const ask = (viewer: Viewer, q: string, more: Partial<SearchQuery> = {}) =>
  searchMessages(viewer, { q, limit: 50, sort: "newest", zone: "UTC", ...more });
const bodies = async (viewer: Viewer, q: string, more: Partial<SearchQuery> = {}) =>
  (await ask(viewer, q, more)).hits.map(({ message }) => message.body);

/** Puts all messages of a room into blocks, as the background does with those from before an update. */
async function putIntoBlocks(roomId: string): Promise<void> {
  await writeSql(
    (tx) => tx.sql.run`
    UPDATE "SearchRoom" SET "todo" = (SELECT "seq" FROM "Room" WHERE "id" = ${roomId}) WHERE "roomId" = ${roomId}`,
  );
  await indexSome();
}

/** What the index has of a room: messages in the engine's own index, and rows of blocks, with those that are not what they were. */
async function contentsOf(roomId: string) {
  const [room] = await sql.all<{ number: number; sealed: number }>`
    SELECT "number", "sealed" FROM "SearchRoom" WHERE "roomId" = ${roomId}`;
  const number = room?.number ?? 0;
  const own = { all: [namedTerm(`from:${ada.id}`)], any: [], limit: 5_000 };
  const ranges = [{ room: number, from: 1, below: 5_000, round: 9, newest: null }];
  const blocks = await sql.all<{
    block: number;
  }>`SELECT DISTINCT "block" FROM "SearchBlock" WHERE "room" = ${number} ORDER BY "block"`;
  const stale = await sql.all`SELECT 1 FROM "SearchStale" WHERE "room" = ${number}`;
  const [inBlocks] = await findInBlocks(sql, { ...own, ranges });
  const [all] = await findInIndex({ ...own, ranges });
  return {
    sealed: room?.sealed,
    blocks: blocks.map(({ block }) => block),
    stale: stale.length,
    inBlocks: inBlocks?.seqs ?? [],
    all: all?.seqs ?? [],
  };
}

/** All pages of a search, one after the other. */
async function all(viewer: Viewer, q: string, limit: number): Promise<Message[]> {
  const found: Message[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 200; pages++) {
    const page = await ask(viewer, q, { limit, cursor });
    found.push(...page.hits.map(({ message }) => message));
    if (page.next === null) return found;
    cursor = page.next;
  }
  throw new Error("The search does not end.");
}

describe("messages in many languages", () => {
  test("are found by all that the corpus expects, and by nothing else", async () => {
    expect(CORPUS.length).toBeGreaterThanOrEqual(300);
    const room = await newRoom("Corpus");
    for (const body of CORPUS) await send(room, body);
    const wrong: Record<string, { foreign: string[]; missing: string[] }> = {};
    for (const [query, expected] of EXPECTED) {
      for (const part of expected)
        expect(
          CORPUS.filter((body) => body.includes(part)),
          part,
        ).toHaveLength(1);
      const found = await bodies(ada, `in:Corpus ${query}`);
      const foreign = found.filter((body) => !expected.some((part) => body.includes(part)));
      const missing = expected.filter((part) => !found.some((body) => body.includes(part)));
      if (foreign.length + missing.length > 0) wrong[query] = { foreign, missing };
      // Each engine is held to the same list, hit by hit.
      expect(found, query).toEqual(CORPUS.filter((body) => found.includes(body)).reverse());
    }
    expect(wrong).toEqual({});
  }, 180_000);

  test("of a hit come its room, and its words with marks", async () => {
    const room = await newRoom("Marks");
    const message = await send(room, "The **harvest** of 2026");
    const { hits } = await ask(grace, "HARVEST");
    expect(hits).toEqual([
      {
        message,
        room: { id: room, kind: "PRIVATE", name: "Marks" },
        snippet: [
          { text: "The ", match: false },
          { text: "harvest", match: true },
          { text: " of 2026", match: false },
        ],
      },
    ]);
  });
});

describe("what a person may not read", () => {
  test("is not found, neither from outside, nor after one was removed, nor in a room that is gone", async () => {
    const room = await newRoom("Vault");
    await send(room, "the xylophone code");
    expect(await bodies(grace, "xylophone")).toHaveLength(1);
    expect(await bodies(mallory, "xylophone")).toEqual([]);
    await removeMember(ada, room, grace.id);
    expect(await bodies(grace, "xylophone")).toEqual([]);
    expect(await bodies(ada, "xylophone")).toHaveLength(1);
    await deleteRoom(ada, room);
    expect(await bodies(ada, "xylophone")).toEqual([]);
  });

  test("an open room is searched once one has joined it", async () => {
    const { room } = await createRoom(ada, { kind: "OPEN", name: "Plaza", topic: "" });
    await send(room.id, "quixotic");
    expect(await bodies(mallory, "quixotic")).toEqual([]);
    await joinRoom(mallory, room.id);
    expect(await bodies(mallory, "quixotic")).toEqual(["quixotic"]);
  });

  test("does not even show whether there is a room of its name", async () => {
    await newRoom("Secret");
    const [there, nowhere] = [await refusal(ask(mallory, "in:Secret x")), await refusal(ask(mallory, "in:Nowhere x"))];
    expect([there, nowhere]).toEqual(["invalid", "invalid"]);
    expect(await bodies(ada, "in:Secret x")).toEqual([]);
  });
});

describe("operators", () => {
  test("choose by author, room, files, links, mentions, edits and what is unread, and each can be turned around", async () => {
    const [one, two] = [await newRoom("First"), await newRoom("Second", [grace, mallory])];
    await send(one, "plan by ada");
    await send(two, "plan by grace @ada", grace);
    await send(two, "plan https://a.example by mallory", mallory);
    const edited = await send(one, "plam by ada");
    await editMessage(ada, edited.id, { body: "plan mended by ada" });
    await send(one, { body: "plan file", files: [{ id: await finishedUpload(ada) }] });
    const of = async (q: string) => (await bodies(ada, q)).sort();
    const planned = (q: string) => of(`plan in:First in:Second ${q}`);
    expect(await planned("")).toHaveLength(5);
    expect(await planned("from:grace")).toEqual(["plan by grace @ada"]);
    expect(await planned("from:@grace from:mallory")).toHaveLength(2);
    expect(await planned("-from:me")).toHaveLength(2);
    expect(await planned("-in:First")).toHaveLength(2);
    expect(await planned("has:link")).toEqual(["plan https://a.example by mallory"]);
    expect(await planned("has:file")).toEqual(["plan file"]);
    expect(await planned("-has:file -has:link is:mine")).toEqual(["plan by ada", "plan mended by ada"]);
    expect(await planned("is:edited")).toEqual(["plan mended by ada"]);
    expect(await planned("mentions:me")).toEqual(["plan by grace @ada"]);
    expect(await planned("is:unread")).toHaveLength(2);
    expect(await planned("-is:unread")).toHaveLength(3);
    expect(await of("plam in:First")).toEqual([]);
    expect(await planned("before:2020")).toEqual([]);
    expect(await planned("after:2020 during:today")).toHaveLength(5);
  }, 60_000);

  test("without words find whatever they say", async () => {
    const room = await newRoom("Quiet");
    for (const body of ["a", "b", "c"]) await send(room, body);
    expect(await bodies(ada, "in:Quiet")).toEqual(["c", "b", "a"]);
    expect(await bodies(ada, `in:${room} -b`)).toEqual(["c", "a"]);
    expect(await ask(ada, "  ")).toEqual({ hits: [], next: null });
  });

  test("with:somebody is in direct chats with them", async () => {
    const { room } = await createRoom(ada, { kind: "DIRECT", userIds: [grace.id] } as never);
    await send(room.id, "tangerine between us");
    await send(await newRoom("Fruit"), "tangerine for all");
    expect(await bodies(ada, "tangerine with:@grace")).toEqual(["tangerine between us"]);
    expect(await bodies(ada, "tangerine -with:@grace")).toEqual(["tangerine for all"]);
    const [hit] = (await ask(ada, "tangerine with:grace")).hits;
    expect(hit?.room).toMatchObject({ kind: "DIRECT", name: "grace" });
  });

  test("of somebody, or some date, that is not there are refused with a sentence for the query", async () => {
    for (const q of ["from:nobody", "with:nobody", "mentions:nobody", "before:banana", "has:cheese"]) {
      const error = await ask(ada, q).catch((error: unknown) => error);
      expect(error, q).toMatchObject({ code: "invalid", fields: { q: expect.stringMatching(/\.$/) } });
    }
  });
});

describe("files", () => {
  test("are found by their names and descriptions while they are there", async () => {
    const room = await newRoom("Files");
    const files = [{ id: await finishedUpload(ada), alt: "A zeppelin at dawn" }];
    const message = await send(room, { body: "look", files });
    const name = message.files[0]?.name ?? "";
    expect(await bodies(grace, "zeppelin")).toEqual(["look"]);
    expect(await bodies(grace, `"${name}" in:Files`)).toEqual(["look"]);
    await write((tx) => removeFilesOfMessages(tx, [message.id]));
    expect(await bodies(grace, "zeppelin")).toEqual([]);
    expect(await bodies(grace, "look in:Files")).toEqual(["look"]);
    expect(await bodies(grace, "has:file in:Files")).toEqual([]);
  });
});

test("pages go from the newest to the oldest over all rooms, and have each hit once", async () => {
  const rooms = [await newRoom("Page 1"), await newRoom("Page 2"), await newRoom("Page 3")];
  const sent: Message[] = [];
  for (let n = 0; n < 60; n++)
    sent.push(await send(rooms[(n * 7) % 3] as string, n % 4 === 0 ? "noise" : `periwinkle ${n}`));
  const wanted = sent.filter(({ body }) => body !== "noise").map(({ id }) => id);
  for (const limit of [4, 50]) {
    const found = await all(grace, "periwinkle", limit);
    expect(found.map(({ id }) => id).sort(), `${limit} a page`).toEqual([...wanted].sort());
    const times = found.map(({ createdAt }) => createdAt);
    expect(times).toEqual([...times].sort().reverse());
  }
  const relevant = await ask(grace, "periwinkle", { sort: "relevance", limit: 10 });
  expect(relevant.hits).toHaveLength(10);
  const second = await ask(grace, "periwinkle", { sort: "relevance", limit: 10, cursor: relevant.next ?? "" });
  const ids = [...relevant.hits, ...second.hits].map(({ message }) => message.id);
  expect(new Set(ids).size).toBe(20);
}, 60_000);

test("a page that has compared enough messages in vain ends, and its cursor leads on to the hit there is", async () => {
  const room = await newRoom("Haystack");
  await send(room, "marmalade sandwich");
  await Promise.all(Array.from({ length: 450 }, (_, n) => send(room, `sandwich marmalade ${n}`)));
  // What waits beside SQLite's index is compared whenever it comes.
  await runUpkeep();
  const q = 'in:Haystack "marmalade sandwich"';
  const first = await ask(ada, q);
  expect(first.hits).toEqual([]);
  expect(first.next).not.toBeNull();
  const second = await ask(ada, q, { cursor: first.next ?? "" });
  expect([second.hits.map(({ message }) => message.body), second.next]).toEqual([["marmalade sandwich"], null]);
  const ranked = await ask(ada, q, { sort: "relevance" });
  expect([ranked.hits.map(({ message }) => message.body), ranked.next], "by relevance").toEqual([
    ["marmalade sandwich"],
    null,
  ]);
}, 60_000);

test("a word of hundreds of signs is found, though the index is asked for a few of its parts only", async () => {
  const room = await newRoom("Long words");
  const signs = Array.from({ length: 900 }, (_, n) => String.fromCodePoint(0x4e00 - 0x1000 + ((n * 7) % 900))).join("");
  const sent = await send(room, `before ${signs} after`);
  await send(room, `before ${signs.slice(0, 899)} after`);
  expect((await ask(ada, signs)).hits.map(({ message }) => message.id)).toEqual([sent.id]);
}, 60_000);

test("a date cuts a room with months of messages at its midnights, and a further page need not look for the end of a quiet one", async () => {
  const DAY_MS = 24 * 60 * 60 * 1000;
  const room = await newRoom("Almanac");
  const sent: Message[] = [];
  for (let n = 0; n < 40; n++) sent.push(await send(room, `almanac ${n}`));
  const first = Date.parse("2021-03-01T12:00:00Z");
  await writeSql(async (tx) => {
    for (const [n, { id }] of sent.entries())
      await tx.sql.run`UPDATE "Message" SET "createdAt" = ${new Date(first + n * DAY_MS)} WHERE "id" = ${id}`;
  });
  const range = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, at) => `almanac ${from - at}`);
  for (const limit of [3, 50]) {
    const found = async (q: string) => (await all(ada, `almanac in:Almanac ${q}`, limit)).map(({ body }) => body);
    expect(await found("")).toEqual(range(39, 0));
    expect(await found("on:2021-03-08")).toEqual(range(7, 7));
    expect(await found("before:2021-03-08")).toEqual(range(6, 0));
    expect(await found("after:2021-03-08")).toEqual(range(39, 8));
    expect(await found("during:2021-04")).toEqual(range(39, 31));
  }
  const diary = await newRoom("Diary");
  for (let n = 0; n < 6; n++) await send(diary, `almanac today ${n}`);
  const { next } = await ask(ada, "almanac", { limit: 3 });
  // Something came into the room after the first page.
  await send(room, "something else");
  const secondPage = async () => {
    let found: string[] = [];
    const statements = await statementsOf(async () => {
      found = await bodies(ada, "almanac", { limit: 3, cursor: next ?? "" });
    });
    expect(found).toEqual(["almanac today 2", "almanac today 1", "almanac today 0"]);
    return statements.length;
  };
  const whileBusy = await secondPage();
  await writeSql(async (tx) => {
    await tx.sql.run`UPDATE "Room" SET "lastActivityAt" = ${new Date(first + 39 * DAY_MS)} WHERE "id" = ${room}`;
  });
  expect(await secondPage()).toBeLessThan(whileBusy);
}, 60_000);

test("after any sends, edits, deletions, departures and work in the background a search equals a scan of what the person may read", async () => {
  const random = randomNumbers(11);
  const words = [
    "harbour",
    "harvest",
    "starboard",
    "c++",
    "北京开会",
    "Ärger",
    "ab",
    "a",
    "@grace",
    "https://x.example/a",
  ];
  const text = () => Array.from({ length: 1 + random(4) }, () => words[random(words.length)]).join(" ");
  const rooms = [await newRoom("Random 1"), await newRoom("Random 2")];
  const live: Message[] = [];
  for (let round = 0; round < 120; round++) {
    if (round % 17 === 16) await putIntoBlocks(rooms[random(2)] as string);
    if (round % 29 === 28) while (await indexSome());
    const action = random(10);
    const at = random(live.length);
    if (action < 6 || live.length === 0) live.push(await send(rooms[random(2)] as string, text()));
    else if (action < 8) live[at] = await editMessage(ada, live[at]?.id ?? "", { body: text() });
    else await deleteMessage(ada, live.splice(at, 1)[0]?.id ?? "");
  }
  await removeMember(ada, rooms[1] as string, grace.id);
  const queries = [
    "harb",
    "arb",
    "ar",
    "a",
    "a ",
    "c++",
    "北京",
    "开",
    '"ab a"',
    "arger -harvest",
    "mentions:grace",
    "is:edited",
    "-a",
  ];
  for (const viewer of [ada, grace, mallory]) {
    for (const q of [...queries, "x.example harvest", "has:link"]) {
      const plan = await planSearch(viewer, parseQuery(q, { now: Date.now(), zone: "UTC" }));
      const readable = new Map(plan.rooms.filter(({ id }) => rooms.includes(id)).map((room) => [room.id, room]));
      const scanned = live.filter((message) => {
        const room = readable.get(message.roomId);
        return room && isHit(plan, message, room);
      });
      const found = (await all(viewer, q, 9)).filter(({ roomId }) => rooms.includes(roomId));
      expect(found.map(({ id }) => id).sort(), `${viewer.username}: ${q}`).toEqual(scanned.map(({ id }) => id).sort());
    }
  }
  expect((await all(grace, "harb", 50)).some(({ roomId }) => roomId === rooms[1])).toBe(false);
}, 120_000);

/** The rows in which FTS5 notes what it has still to forget; none on another engine. */
const notesOfFts5 = async () =>
  isPostgresql(getConfig().databaseUrl) ? [] : sql.all`SELECT 1 FROM "SearchIndex_data" WHERE "id" >= 9007199254740992`;

/** Lets the room go on with a seq so much higher, as if so many messages had been sent. */
const skipSeqs = (roomId: string, count: number) =>
  writeSql((tx) => tx.sql.run`UPDATE "Room" SET "seq" = "seq" + ${count} WHERE "id" = ${roomId}`);

describe("blocks", () => {
  test("take the messages of a full one out of the engine's own index, and are found with what came after", async () => {
    const room = await newRoom("Blocks");
    for (let n = 0; n < 3; n++) await send(room, `obelisk ${n}`);
    while (await indexSome());
    expect(await contentsOf(room)).toMatchObject({ sealed: 0, blocks: [] });
    await skipSeqs(room, 1_024);
    for (let n = 3; n < 6; n++) await send(room, `obelisk ${n}`);
    // What FTS5 has not taken over it need not note as taken out.
    await runUpkeep();
    await searchIndexing.run();
    expect(await notesOfFts5()).toEqual([]);
    const { sealed, blocks, inBlocks, all: both } = await contentsOf(room);
    expect([sealed, blocks, inBlocks.length, both.length]).toEqual([1_023, [0], 3, 6]);
    const expected = [5, 4, 3, 2, 1, 0].map((n) => `obelisk ${n}`);
    expect(await bodies(grace, "obelisk")).toEqual(expected);
    expect(await bodies(grace, "obelisk", { limit: 2 })).toEqual(expected.slice(0, 2));
    expect((await all(grace, "obelisk", 2)).map(({ body }) => body)).toEqual(expected);
    expect(await bodies(mallory, "obelisk")).toEqual([]);
  });

  test("find an edited message by its new words at once, forget the old ones and what was deleted in the background", async () => {
    const room = await newRoom("Stale");
    const [kept, edited, deleted] = [
      await send(room, "sphinx one"),
      await send(room, "sphinx two"),
      await send(room, "sphinx three"),
    ];
    await putIntoBlocks(room);
    await editMessage(ada, edited.id, { body: "pharaoh two" });
    await deleteMessage(ada, deleted.id);
    expect(await bodies(ada, "sphinx")).toEqual(["sphinx one"]);
    expect(await bodies(ada, "pharaoh")).toEqual(["pharaoh two"]);
    expect((await contentsOf(room)).stale).toBe(1);
    expect((await contentsOf(room)).inBlocks).toContain(deleted.seq);
    while (await indexSome());
    const { stale, inBlocks, all } = await contentsOf(room);
    expect([stale, inBlocks, all]).toEqual([0, [edited.seq, kept.seq], [edited.seq, kept.seq]]);
    expect(await bodies(ada, "pharaoh")).toEqual(["pharaoh two"]);
  });

  test("of a room in which something changes all the time hold up no other room", async () => {
    const [busy, calm] = [await newRoom("Busy room"), await newRoom("Calm room")];
    for (const room of [busy, calm]) {
      const sent = await send(room, "minotaur");
      await putIntoBlocks(room);
      await deleteMessage(ada, sent.id);
    }
    const noted = { ...newIndexRun(), busy: new Set([busy]) };
    while (await indexSome(noted));
    expect([(await contentsOf(busy)).stale, (await contentsOf(calm)).stale]).toEqual([1, 0]);
    while (await indexSome());
    expect((await contentsOf(busy)).stale).toBe(0);
  });

  test("are made of a quiet room's many messages before they are full, and made anew with what comes later", async () => {
    const room = await newRoom("Quiet room");
    await send(room, "gargoyle 0");
    await skipSeqs(room, 300);
    await send(room, "gargoyle 1");
    while (await indexSome());
    expect((await contentsOf(room)).blocks).toEqual([]);
    const days = (count: number) => new Date(Date.now() - count * 24 * 60 * 60 * 1000);
    await writeSql((tx) => tx.sql.run`UPDATE "Room" SET "lastActivityAt" = ${days(2)} WHERE "id" = ${room}`);
    while (await indexSome());
    expect((await contentsOf(room)).inBlocks).toHaveLength(2);
    await send(room, "gargoyle 2");
    expect(await bodies(ada, "gargoyle")).toEqual(["gargoyle 2", "gargoyle 1", "gargoyle 0"]);
    await skipSeqs(room, 1_024);
    await send(room, "gargoyle 3");
    while (await indexSome());
    expect((await contentsOf(room)).inBlocks).toHaveLength(3);
    expect(await bodies(ada, "gargoyle")).toHaveLength(4);
  });

  test("two words that never stand together are looked for in all of a room within few questions, and not found", async () => {
    const room = await newRoom("Apart");
    for (let n = 0; n < 12; n++) {
      await send(room, n % 2 === 0 ? "catapult here" : "trebuchet here");
      await skipSeqs(room, 512);
    }
    while (await indexSome());
    expect((await contentsOf(room)).blocks.length).toBeGreaterThan(4);
    const statements = await statementsOf(async () => {
      expect(await bodies(ada, "in:Apart catapult trebuchet")).toEqual([]);
    });
    expect(statements.filter((text) => text.includes(`FROM "SearchBlock"`)).length).toBeLessThanOrEqual(3);
    expect(await bodies(ada, "in:Apart catapult here")).toHaveLength(6);
  });

  test("what is in no block yet is asked for once, of all rooms together, however much of it is compared in vain", async () => {
    const rooms: string[] = [];
    for (let n = 0; n < 3; n++) rooms.push(await newRoom(`Fair ${n}`));
    for (let n = 0; n < 36; n++) {
      await send(rooms[n % 3] as string, `pony carousel ${n}`);
      // The last ones still wait beside FTS5's index.
      if (n === 29) await runUpkeep();
    }
    const askedIndex = async (work: () => Promise<void>) =>
      (await statementsOf(work)).filter((text) => text.includes(`FROM "SearchIndex"`)).length;
    const inVain = await askedIndex(async () => {
      expect(await ask(ada, '"carousel pony"', { limit: 1 })).toEqual({ hits: [], next: null });
    });
    // PostgreSQL is asked for the newest ones only, and again for more.
    if (!isPostgresql(getConfig().databaseUrl)) expect(inVain).toBe(1);
    // Those of several rooms that were sent within one millisecond may come in any order.
    const found = await all(ada, '"pony carousel"', 5);
    const expected = Array.from({ length: 36 }, (_, n) => `pony carousel ${n}`);
    expect(found.map(({ body }) => body).sort()).toEqual(expected.sort());
    const times = found.map(({ createdAt }) => createdAt);
    expect(times).toEqual([...times].sort().reverse());
    expect(await bodies(ada, "pony -carousel")).toEqual([]);
    expect(await bodies(mallory, "pony")).toEqual([]);
  });

  test("a message that is edited while its block is made is found by its new words and not lost", async () => {
    const room = await newRoom("Race");
    const messages = await Promise.all(Array.from({ length: 30 }, (_, n) => send(room, `minaret ${n}`)));
    await writeSql(
      (tx) => tx.sql.run`
      UPDATE "SearchRoom" SET "todo" = (SELECT "seq" FROM "Room" WHERE "id" = ${room}) WHERE "roomId" = ${room}`,
    );
    await Promise.all([
      (async () => {
        while (await indexSome());
      })(),
      ...messages.map(({ id }, n) =>
        n % 3 === 0 ? editMessage(ada, id, { body: `steeple ${n}` }) : Promise.resolve(),
      ),
    ]);
    while (await indexSome());
    expect([await bodies(ada, "minaret"), await bodies(ada, "steeple")].map((found) => found.length)).toEqual([20, 10]);
    expect((await contentsOf(room)).all).toHaveLength(30);
  });
});

describe("messages from before the index", () => {
  test("are indexed piece by piece, newest first, while others are sent, edited and deleted, and it is told until then", async () => {
    const room = await newRoom("Old");
    const sent: Message[] = [];
    for (let n = 0; n < 100; n++) {
      sent.push(await send(room, `ancient ${n}`));
      // The second half stands in another block.
      if (n === 49) await skipSeqs(room, 1_024);
    }
    // As an update leaves it: nothing is in the index, and all of the room is to do.
    await writeSql(async (tx) => {
      const [row] = await tx.sql.all<{ number: number }>`SELECT "number" FROM "SearchRoom" WHERE "roomId" = ${room}`;
      while ((await tx.sql.removeRoom(row?.number ?? 0, 1000)) > 0);
      await tx.sql.run`
        UPDATE "SearchRoom" SET "todo" = (SELECT "seq" FROM "Room" WHERE "id" = ${room}) WHERE "roomId" = ${room}`;
    });
    const before = await ask(ada, "ancient in:Old");
    expect(before.hits).toEqual([]);
    expect(before.indexing?.done).toBeLessThan(before.indexing?.total ?? 0);
    expect(await indexSome()).toBe(true);
    expect((await bodies(ada, "ancient in:Old"))[0]).toBe("ancient 99");
    const last = await all(ada, "ancient in:Old", 50);
    expect(last.length).toBeGreaterThan(0);
    expect(last.length).toBeLessThan(100);
    await editMessage(ada, sent[0]?.id ?? "", { body: "ancient mended" });
    await editMessage(ada, sent[99]?.id ?? "", { body: "ancient new" });
    await deleteMessage(ada, sent[1]?.id ?? "");
    await send(room, "ancient fresh");
    while (await indexSome());
    const found = (await all(ada, "ancient in:Old", 50)).map(({ body }) => body);
    expect(found).toHaveLength(100);
    expect([found[0], found[1], found.at(-1)]).toEqual(["ancient fresh", "ancient new", "ancient mended"]);
    expect((await ask(ada, "ancient in:Old")).indexing).toBeUndefined();
  }, 60_000);

  test("are indexed also in a room that came into the database otherwise than by commands", async () => {
    const room = await newRoom("Imported");
    await write(async (tx) => {
      const { seq, rev } = await tx.room.update({
        where: { id: room },
        data: { seq: { increment: 1 }, rev: { increment: 1 } },
      });
      const message = { id: "imported0message0000", roomId: room, seq, rev, authorId: ada.id, body: "troubadour" };
      await tx.message.create({ data: message });
    });
    expect(await bodies(grace, "troubadour")).toEqual([]);
    await searchIndexing.run();
    expect(await bodies(grace, "troubadour")).toEqual(["troubadour"]);
  });

  test("of a room that was deleted leave the index, and the room's number with them", async () => {
    const room = await newRoom("Gone");
    for (let n = 0; n < 5; n++) await send(room, `n ${n}`);
    const numberOf = () => sql.all`SELECT "number" FROM "SearchRoom" WHERE "roomId" = ${room}`;
    expect(await numberOf()).toHaveLength(1);
    await putIntoBlocks(room);
    await deleteMessage(ada, (await send(room, "one more")).id);
    const [{ number = 0 } = {}] = (await numberOf()) as { number: number }[];
    const rowsOf = () => sql.all`SELECT 1 FROM "SearchBlock" WHERE "room" = ${number}`;
    expect((await rowsOf()).length).toBeGreaterThan(0);
    await deleteRoom(ada, room);
    while (await indexSome());
    expect([await numberOf(), await rowsOf()]).toEqual([[], []]);
  });
});

// docs/security.md N8
test("nothing of a deleted message is in the index, and no text of any is in the files beside its message", async () => {
  const room = await newRoom("Canary");
  const message = await send(room, "kanarienvogel sings");
  expect(await bodies(ada, "kanarienvogel")).toHaveLength(1);
  await runUpkeep();
  expect(await bodies(ada, "kanarienvogel"), "after it was taken over into the index").toHaveLength(1);
  await deleteMessage(ada, message.id);
  expect(await bodies(ada, "kanarienvogel")).toEqual([]);
  // The time goes by in which she could restore it.
  await write((tx) => tx.deletedMessage.updateMany({ data: { keptUntil: new Date(0) } }));
  await deletedMessageSweep.run();
  const { databaseUrl } = getConfig();
  if (isPostgresql(databaseUrl)) return;
  expect((await notesOfFts5()).length).toBeGreaterThan(0);
  await runUpkeep();
  expect(await notesOfFts5()).toEqual([]);
  const folder = path.dirname(databaseUrl.replace("file:", ""));
  const files = readdirSync(folder).filter((name) => name.includes(".db"));
  expect(files.length).toBeGreaterThan(0);
  for (const name of files) {
    const bytes = readFileSync(path.join(folder, name)).toString("latin1");
    expect(bytes.includes("kanarienvogel"), name).toBe(false);
  }
});

test("people and rooms are found by name, equal ones first, also rooms that one could join, and no private ones of others", async () => {
  await newRoom("Night garden", []);
  await createRoom(grace, { kind: "OPEN", name: "Garden", topic: "" });
  await createRoom(grace, { kind: "PRIVATE", name: "Garden of grace", topic: "", userIds: [] });
  const find = async (viewer: Viewer, q: string) => {
    const { people, rooms } = await findByName(viewer, { q, limit: 8 });
    return { people: people.map(({ username }) => username), rooms: rooms.map(({ name }) => name) };
  };
  expect((await find(ada, "garden")).rooms).toEqual(["Garden", "Night garden"]);
  expect((await find(ada, "#gardn")).rooms).toContain("Garden");
  expect((await find(mallory, "garden")).rooms).toEqual(["Garden"]);
  expect((await find(ada, "@mal")).people).toEqual(["mallory"]);
  expect(await find(ada, "@")).toEqual({ people: [], rooms: [] });
  expect(await db().room.count({ where: { name: "Garden of grace" } })).toBe(1);
});

test("finding rooms by name costs the same with one room and with many", async () => {
  const find = async (q: string) => {
    let names: string[] = [];
    const statements = await statementsOf(async () => {
      names = (await findByName(ada, { q, limit: 20 })).rooms.map(({ name }) => name);
    });
    return { names, cost: statements.length };
  };
  for (let n = 0; n < 6; n++) {
    await send(await newRoom(`Orchard ${n}`), "apples");
    const { room } = await createRoom(grace, { kind: "OPEN", name: `Orchard, open ${n}`, topic: "" });
    await send(room.id, "pears", grace);
  }
  const [one, many] = [await find("orchard, open 3"), await find("orchard")];
  expect(one.names).toEqual(["Orchard, open 3"]);
  expect(many.names).toEqual(
    [5, 4, 3, 2, 1, 0].map((n) => `Orchard ${n}`).concat([5, 4, 3, 2, 1, 0].map((n) => `Orchard, open ${n}`)),
  );
  const own = await find("orchard 3");
  expect(own.names).toEqual(["Orchard 3"]);
  // Rooms of one's own and rooms of others are asked for one list each.
  expect(many.cost).toBeLessThanOrEqual(one.cost + own.cost);
});

test("rooms of which one asks many come in that order, without those that are gone and private ones of others", async () => {
  const [own, hidden] = [await newRoom("Own"), await newRoom("Hidden")];
  const { room: open } = await createRoom(ada, { kind: "OPEN", name: "Seen by all", topic: "" });
  const names = async (viewer: Viewer) =>
    (await getRooms(viewer, [hidden, "nowhere", open.id, own])).map(({ name }) => name);
  await removeMember(ada, hidden, grace.id);
  expect(await names(ada)).toEqual(["Hidden", "Seen by all", "Own"]);
  expect(await names(grace)).toEqual(["Seen by all", "Own"]);
  expect(await names(mallory)).toEqual(["Seen by all"]);
  expect((await getRooms(mallory, [open.id]))[0]).toEqual(await getRoom(mallory, open.id));
});

test("what looks like syntax of an index is text, and the longest query of the most common word is answered", async () => {
  const room = await newRoom("Syntax");
  await send(room, `NEAR("a" b) OR terms:* AND NOT ^x {y} 'q' & !z | <-> :*`);
  for (const q of [
    'NEAR("a"',
    "OR",
    "terms:*",
    "NOT",
    "{y}",
    "'q'",
    "&",
    "!z",
    "<->",
    ":*",
    "^x",
    "\\",
    "%",
    "_",
    "'; DROP",
  ])
    expect(await refusal(ask(ada, `in:Syntax ${q}`)), q).toBe("done");
  expect(await bodies(ada, "in:Syntax terms:* <->")).toHaveLength(1);
  expect(await bodies(ada, `in:Syntax ${"a".repeat(900)}`)).toEqual([]);
});
