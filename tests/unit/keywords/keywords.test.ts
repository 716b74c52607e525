// What somebody's keywords do to messages (docs/reliability.md T7).
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { markActivity } from "@/lib/activity/commands.ts";
import { correctActivity } from "@/lib/activity/correct-activity.ts";
import { activityQuerySchema } from "@/lib/activity/input-schema.ts";
import { countActivity, listActivity } from "@/lib/activity/queries.ts";
import type { ActivityEntry } from "@/lib/activity/schema.ts";
import { closeDoors, openDoors, write } from "@/lib/db/doors.ts";
import { changeKeywords, writeKeywords } from "@/lib/keywords/commands.ts";
import { FRESH_MS, forgetKeywords, readyKeywords } from "@/lib/keywords/current-index.ts";
import { getKeywords } from "@/lib/keywords/queries.ts";
import { changeKeywordsSchema, KEYWORDS_MAX } from "@/lib/keywords/schema.ts";
import { TOLD_MAX, whomToTell } from "@/lib/keywords/waiting-people.ts";
import { changeSettings } from "@/lib/members/change-settings.ts";
import { deleteMessage, editMessage, sendMessage } from "@/lib/messages/commands.ts";
import type { SendInput } from "@/lib/messages/input-schema.ts";
import { restoreMessage } from "@/lib/messages/restore-message.ts";
import { createRoom } from "@/lib/rooms/commands.ts";
import { MUTED_FOR_EVER } from "@/lib/rooms/member-settings.ts";
import { getRoom } from "@/lib/rooms/queries.ts";
import * as z from "@/lib/z.ts";
import { everyStatementOf, statementsOf } from "../../support/statements.ts";
import { type RegisteredViewer, START_MS, signUp } from "../accounts/register-viewer.ts";

let ada: RegisteredViewer, grace: RegisteredViewer, linus: RegisteredViewer;
let roomId: string;
beforeAll(async () => {
  await openDoors();
  [ada, grace, linus] = [await signUp("ada"), await signUp("grace"), await signUp("linus")];
  await changeKeywords(grace, { add: ["deploy", "Été"] });
  await changeKeywords(linus, { add: ["deploy"] });
}, START_MS);
afterAll(closeDoors);
beforeEach(async () => {
  await markActivity(grace, { until: "2099-01-01T00:00:00.000Z" });
  // Linus is not in it.
  roomId = (await createRoom(ada, { kind: "PRIVATE", name: "Studio", topic: "", userIds: [grace.id] })).room.id;
});

const send = async (who: RegisteredViewer, body: string, more: Partial<SendInput> = {}) =>
  (await sendMessage(who, roomId, { body, ...more })).message;
const list = async (who: RegisteredViewer): Promise<ActivityEntry[]> =>
  (await listActivity(who, activityQuerySchema.parse({}))).entries.filter((entry) => entry.room.id === roomId);
const causes = async (who: RegisteredViewer) =>
  (await list(who)).map(({ cause }) => cause).filter((cause) => cause !== "ADDED");
const isMentioned = async (who: RegisteredViewer) => (await getRoom(who, roomId)).mentioned;

test("a message with a word of hers concerns grace, as a mention does, and linus, who is not there, learns nothing", async () => {
  await send(ada, "We **deploy** an ETE");
  expect(await causes(grace)).toEqual(["KEYWORD"]);
  expect(await isMentioned(grace)).toBe(true);
  expect((await countActivity(grace)).rooms[roomId]).toBe(2);
  expect(await causes(linus)).toEqual([]);
  expect(await causes(ada)).toEqual([]);
});

test("is one row at the strongest cause, and never for what she writes herself", async () => {
  await send(ada, "@grace deploy");
  expect(await causes(grace)).toEqual(["MENTION"]);
  const root = await send(ada, "Colours?");
  await send(grace, "I follow, deploy", { rootId: root.id });
  await send(ada, "deploy in the thread", { rootId: root.id });
  await send(ada, "no word", { rootId: root.id });
  expect(await causes(grace)).toEqual(["THREAD", "KEYWORD", "MENTION"]);
});

test("is nothing where nothing of the room is to interrupt her, or while it is muted", async () => {
  await changeSettings(grace, roomId, { level: "MENTIONS" });
  await send(ada, "deploy one");
  expect(await causes(grace)).toEqual(["KEYWORD"]);
  await changeSettings(grace, roomId, { mutedUntil: MUTED_FOR_EVER });
  await send(ada, "deploy two");
  await changeSettings(grace, roomId, { mutedUntil: null, level: "NOTHING" });
  await send(ada, "deploy three");
  expect(await causes(grace)).toEqual(["KEYWORD"]);
});

test("comes and goes with edits, and with what is deleted and restored", async () => {
  const sent = await send(ada, "nothing");
  expect(await causes(grace)).toEqual([]);
  await editMessage(ada, sent.id, { body: "deploy" });
  expect(await causes(grace)).toEqual(["KEYWORD"]);
  await deleteMessage(ada, sent.id);
  expect([await causes(grace), await isMentioned(grace)]).toEqual([[], false]);
  await restoreMessage(ada, sent.id);
  expect([await causes(grace), await isMentioned(grace)]).toEqual([["KEYWORD"], true]);
  await editMessage(ada, sent.id, { body: "nothing again" });
  expect([await causes(grace), await isMentioned(grace)]).toEqual([[], false]);
  expect(await correctActivity()).toEqual({ removed: 0, added: 0 });
});

test("a message costs no further statement for the words of others, whoever has how many", async () => {
  await send(ada, "first");
  // What goes on after earlier messages, as their push, may fall into one of them.
  const cost = async (body: string) => {
    const costs: number[] = [];
    for (let n = 0; n < 3; n++) costs.push((await statementsOf(() => send(ada, body))).length);
    return Math.min(...costs);
  };
  const before = await cost("second");
  const names = Array.from({ length: 20 }, (_, n) => `guest${n}`);
  await write(async (tx) => {
    for (const name of names) {
      const person = { id: name, username: name, usernameKey: name, displayName: name, passwordHash: "" };
      await tx.user.create({ data: person });
      await writeKeywords(
        tx,
        name,
        Array.from({ length: KEYWORDS_MAX }, (_, n) => `${name} word${n}`),
      );
    }
  });
  await readyKeywords(performance.now() + FRESH_MS);
  expect(await cost("third")).toBe(before);
});

test("a message asks for no words where somebody has asked a moment ago, and the next one after that moment does", async () => {
  const asks = async (body: string) =>
    (await everyStatementOf(() => send(ada, body))).filter((text) => text.includes('"Keywords"')).length;
  // As of a moment that a slow machine does not reach.
  await readyKeywords(performance.now() + 100 * FRESH_MS);
  expect([await asks("one"), await asks("deploy two")]).toEqual([0, 0]);
  forgetKeywords();
  expect([await asks("three")]).toEqual([1]);
});

test("what another process has changed is known a moment later, by one question of all who ask", async () => {
  await write((tx) => writeKeywords(tx, grace.id, ["kettle"]));
  const later = performance.now() + 2 * FRESH_MS;
  const asked = await everyStatementOf(() =>
    Promise.all([readyKeywords(later), readyKeywords(later), readyKeywords(later)]),
  );
  expect(asked.filter((text) => text.includes("Keywords"))).toHaveLength(1);
  await send(ada, "deploy");
  expect(await causes(grace)).toEqual([]);
  await send(ada, "The kettle is on");
  expect(await causes(grace)).toEqual(["KEYWORD"]);
});

test("of many who wait for a word those are told at once who are there, or some where nobody knows who is", () => {
  const people = Array.from({ length: 3 * TOLD_MAX }, (_, n) => `p${n}`);
  expect(whomToTell(people, ["p140", "p3", "stranger"])).toEqual(["p3", "p140"]);
  expect(whomToTell(people, people.toReversed())).toEqual(people.slice(0, TOLD_MAX));
  expect(whomToTell(people, [])).toEqual(people.slice(0, TOLD_MAX));
});

test("the nightly check of a process that knows no words yet adds the row of a word that lacks it", async () => {
  await changeKeywords(grace, { add: ["samovar"] });
  const { id } = await send(ada, "The samovar");
  await write((tx) => tx.notification.deleteMany({ where: { messageId: id } }));
  // All that a process keeps of keywords is under this name (lib/singleton).
  (globalThis as { [once: symbol]: Map<string, unknown> })[Symbol.for("parley.once")]?.delete("keywords.index");
  expect(await correctActivity()).toEqual({ removed: 0, added: 1 });
  expect(await causes(grace)).toEqual(["KEYWORD"]);
});

test("words that are the same once they are folded are one, and their number and length have limits", async () => {
  const change = { remove: ["KETTLE", "samovar"], add: ["Straße", "tea", "STRASSE"] };
  expect(await changeKeywords(grace, change)).toEqual({ words: ["Straße", "tea"] });
  expect(await getKeywords(grace)).toEqual({ words: ["Straße", "tea"] });
  const accepts = (...words: string[]) => z.safeParse(changeKeywordsSchema, { add: words }).success;
  expect(accepts("  two words ", "c++", "東京", "🚀🚀")).toBe(true);
  for (const word of ["a", "", "++", "x".repeat(51), "\u200b\u200b"]) expect(accepts(word), word).toBe(false);
  const many = Array.from({ length: KEYWORDS_MAX + 1 }, (_, n) => `word${n}`);
  expect([accepts(...many.slice(1)), accepts(...many)]).toEqual([true, false]);
});
