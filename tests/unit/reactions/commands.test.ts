// docs/reliability.md D19.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deleteAccount } from "@/lib/accounts/commands.ts";
import { closeDoors, db, openDoors } from "@/lib/db/doors.ts";
import { deleteMessage, editMessage, sendMessage } from "@/lib/messages/commands.ts";
import { getMessage, listChanges } from "@/lib/messages/queries.ts";
import type { Message } from "@/lib/messages/schema.ts";
import { addReaction, removeReaction } from "@/lib/reactions/commands.ts";
import { toEmoji } from "@/lib/reactions/emoji.ts";
import { listReactors } from "@/lib/reactions/queries.ts";
import { KINDS_MAX, NAMED_MAX, OWN_MAX, type Reaction } from "@/lib/reactions/schema.ts";
import { createRoom } from "@/lib/rooms/commands.ts";
import { type RegisteredViewer, refusal, START_MS, signUp } from "../accounts/register-viewer.ts";

let ada: RegisteredViewer, grace: RegisteredViewer, mallory: RegisteredViewer;
/** More people than a message names. */
let crowd: RegisteredViewer[];
let roomId: string;

beforeAll(async () => {
  await openDoors();
  [ada, grace, mallory] = [await signUp("ada"), await signUp("grace"), await signUp("mallory")];
  crowd = [];
  for (let n = 0; n < NAMED_MAX + 2; n++) crowd.push(await signUp(`crowd${n}`));
  const userIds = [grace, ...crowd].map(({ id }) => id);
  roomId = (await createRoom(ada, { kind: "PRIVATE", name: "Garden", topic: "", userIds })).room.id;
}, START_MS);
afterAll(closeDoors);

const send = async (body = "hello"): Promise<Message> => (await sendMessage(ada, roomId, { body })).message;
const room = async () => (await db().room.findUniqueOrThrow({ where: { id: roomId } })) as { rev: number; seq: number };

/** What the rows of Reaction say: the counts, and the people in order. */
async function rowsOf({ id }: Message): Promise<Map<string, string[]>> {
  const rows = await db().reaction.findMany({ where: { messageId: id }, orderBy: { rev: "asc" } });
  const people = new Map<string, string[]>();
  for (const { emoji, userId } of rows) people.set(emoji, [...(people.get(emoji) ?? []), userId]);
  return people;
}

async function expectRows(message: Message): Promise<void> {
  const rows = await rowsOf(message);
  const byEmoji = (reactions: readonly Reaction[]) => new Map(reactions.map((one) => [one.emoji, one]));
  const said = byEmoji((await getMessage(ada, message.id)).reactions);
  expect([...said.keys()].sort()).toEqual([...rows.keys()].sort());
  for (const [emoji, people] of rows)
    expect(said.get(emoji)).toEqual({ emoji, count: people.length, userIds: people.slice(0, NAMED_MAX) });
}

describe("a reaction", () => {
  test("is on the message, and on it once, in whatever form its emoji is written", async () => {
    const sent = await send();
    const first = await addReaction(grace, sent.id, "❤");
    expect(first.reactions).toEqual([{ emoji: "❤\ufe0f", count: 1, userIds: [grace.id] }]);
    expect(first.rev).toBe(sent.rev + 1);
    expect(await addReaction(grace, sent.id, "❤\ufe0f")).toEqual(first);
    const gone = await removeReaction(grace, sent.id, "❤");
    expect(gone).toMatchObject({ reactions: [], rev: first.rev + 1 });
    expect(await removeReaction(grace, sent.id, "❤")).toEqual(gone);
    expect(await rowsOf(sent)).toEqual(new Map());
  });

  test("takes the room's next rev and is a change to catch up with, but no news: neither seq nor last activity change", async () => {
    const sent = await send();
    const before = await room();
    const { rev } = await addReaction(grace, sent.id, "👍");
    expect(await room()).toEqual({ ...before, rev: before.rev + 1 });
    const { messages } = await listChanges(grace, roomId, { since: before.rev, limit: 10 });
    expect(messages).toMatchObject([
      { id: sent.id, rev, reactions: [{ emoji: "👍", count: 1 }], ownReactions: ["👍"] },
    ]);
  });

  test("keeps its place among the others until nobody gives it any more", async () => {
    const sent = await send();
    const emoji = async () => (await getMessage(ada, sent.id)).reactions.map((one) => one.emoji);
    await addReaction(ada, sent.id, "👍");
    await addReaction(ada, sent.id, "🎉");
    await addReaction(grace, sent.id, "👍");
    await removeReaction(ada, sent.id, "👍");
    expect(await emoji()).toEqual(["👍", "🎉"]);
    await removeReaction(grace, sent.id, "👍");
    await addReaction(grace, sent.id, "👍");
    expect(await emoji()).toEqual(["🎉", "👍"]);
  });

  test("stays when the text is edited, and goes with the message", async () => {
    const sent = await send();
    await addReaction(grace, sent.id, "👍");
    expect((await editMessage(ada, sent.id, { body: "hi" })).reactions).toHaveLength(1);
    expect((await deleteMessage(ada, sent.id)).reactions).toEqual([]);
    expect(await rowsOf(sent)).toEqual(new Map());
    expect(await refusal(addReaction(grace, sent.id, "👍"))).toBe("forbidden");
    expect(await rowsOf(sent)).toEqual(new Map());
  });

  test("of somebody whose account is deleted stays, without a name", async () => {
    const hopper = await signUp("hopper");
    const { room } = await createRoom(ada, { kind: "PRIVATE", name: "Shed", topic: "", userIds: [hopper.id] });
    const { message } = await sendMessage(ada, room.id, { body: "hello" });
    await addReaction(hopper, message.id, "👍");
    await deleteAccount(ada, hopper.id);
    expect((await getMessage(ada, message.id)).reactions).toEqual([{ emoji: "👍", count: 1, userIds: [hopper.id] }]);
    expect(await listReactors(ada, message.id, "👍")).toMatchObject({ people: [{ displayName: "Deleted person" }] });
  });
});

describe("when many react", () => {
  test("the first are named, all are counted, and everybody knows their own", async () => {
    const sent = await send();
    for (const person of crowd) await addReaction(person, sent.id, "👍");
    await expectRows(sent);
    const last = crowd.at(-1) as RegisteredViewer;
    const seen = await getMessage(last, sent.id);
    expect(seen.reactions).toMatchObject([{ count: crowd.length }]);
    expect(seen.reactions[0]?.userIds).not.toContain(last.id);
    expect(seen.ownReactions).toEqual(["👍"]);
    expect((await getMessage(grace, sent.id)).ownReactions).toEqual([]);
    // Somebody else moves up among the named.
    await removeReaction(crowd[0] as RegisteredViewer, sent.id, "👍");
    await expectRows(sent);
    expect((await listReactors(grace, sent.id, "👍")).people.map(({ id }) => id)).toEqual(
      crowd.slice(1).map(({ id }) => id),
    );
  });

  test("at the same time, each counts once", async () => {
    const sent = await send();
    await Promise.all([...crowd, ...crowd].map((person) => addReaction(person, sent.id, "🎉")));
    await expectRows(sent);
    await Promise.all(
      crowd.flatMap((person) => [removeReaction(person, sent.id, "🎉"), addReaction(person, sent.id, "👍")]),
    );
    await expectRows(sent);
  });

  test("at the same time as the message is deleted, none is left", async () => {
    const sent = await send();
    await Promise.allSettled([
      ...crowd.map((person) => addReaction(person, sent.id, "🎉")),
      deleteMessage(ada, sent.id),
    ]);
    expect((await getMessage(ada, sent.id)).reactions).toEqual([]);
    expect(await rowsOf(sent)).toEqual(new Map());
  });
});

describe("nobody", () => {
  test("reacts to what they cannot read, to a notice, or with what is no emoji", async () => {
    const sent = await send();
    const notice = await db().message.findFirstOrThrow({ where: { roomId, kind: "SYSTEM" } });
    const { rev } = await room();
    expect(await refusal(addReaction(mallory, sent.id, "👍"))).toBe("not_found");
    expect(await refusal(removeReaction(mallory, sent.id, "👍"))).toBe("not_found");
    expect(await refusal(listReactors(mallory, sent.id, "👍"))).toBe("not_found");
    // Whoever may not know of the message does not learn that the emoji is the trouble.
    expect(await refusal(addReaction(mallory, sent.id, "nothing"))).toBe("not_found");
    expect(await refusal(addReaction(grace, notice.id, "👍"))).toBe("forbidden");
    expect(await refusal(addReaction(grace, sent.id, "nothing"))).toBe("invalid");
    expect((await room()).rev).toBe(rev);
  });

  test("gives a message more emoji than they can have, nor more kinds than it can have", async () => {
    const kinds = Array.from({ length: KINDS_MAX + 1 }, (_, n) => toEmoji(String.fromCodePoint(0x1f400 + n)) as string);
    const sent = await send();
    for (const emoji of kinds.slice(0, OWN_MAX)) await addReaction(grace, sent.id, emoji);
    expect(await refusal(addReaction(grace, sent.id, kinds[OWN_MAX] as string))).toBe("conflict");
    expect((await addReaction(grace, sent.id, kinds[0] as string)).reactions).toHaveLength(OWN_MAX);
    for (const emoji of kinds.slice(OWN_MAX, KINDS_MAX)) await addReaction(ada, sent.id, emoji);
    const [other] = crowd as [RegisteredViewer];
    expect(await refusal(addReaction(other, sent.id, kinds[KINDS_MAX] as string))).toBe("conflict");
    await addReaction(other, sent.id, kinds[0] as string);
    await expectRows(sent);
  });
});
