import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDoors, db, openDoors, write } from "@/lib/db/doors.ts";
import { deleteMessage, editMessage, sendMessage } from "@/lib/messages/commands.ts";
import { listChanges, listMessages } from "@/lib/messages/queries.ts";
import type { Message } from "@/lib/messages/schema.ts";
import { pinMessage, unpinMessage } from "@/lib/pins/commands.ts";
import { listPins } from "@/lib/pins/queries.ts";
import { PINS_MAX } from "@/lib/pins/schema.ts";
import { createRoom, updateRoom } from "@/lib/rooms/commands.ts";
import { getRoom } from "@/lib/rooms/queries.ts";
import { type RegisteredViewer, refusal, START_MS, signUp } from "../accounts/register-viewer.ts";

let ada: RegisteredViewer, grace: RegisteredViewer, mallory: RegisteredViewer;

beforeAll(async () => {
  await openDoors();
  [ada, grace, mallory] = [await signUp("ada"), await signUp("grace"), await signUp("mallory")];
}, START_MS);
afterAll(closeDoors);

async function newRoom(): Promise<string> {
  return (await createRoom(ada, { kind: "PRIVATE", name: "Garden", topic: "", userIds: [grace.id] })).room.id;
}
const send = async (roomId: string, body: string): Promise<Message> =>
  (await sendMessage(ada, roomId, { body })).message;
const textsIn = async (roomId: string) => (await listPins(grace, roomId)).pins.map(({ message }) => message.text);

/** What is stored about pins: the messages that say so are those that have one. */
async function expectAgreement(roomId: string): Promise<void> {
  const flagged = await db().message.findMany({ where: { roomId, isPinned: true }, orderBy: { seq: "asc" } });
  const pins = await db().pin.findMany({ where: { roomId }, orderBy: { seq: "asc" } });
  expect(pins.map(({ messageId, seq }) => [messageId, seq])).toEqual(flagged.map(({ id, seq }) => [id, seq]));
}

test("grace pins ada's message for everybody, with a notice, and ada takes it away again", async () => {
  const roomId = await newRoom();
  const [first, second] = [await send(roomId, "Key is under the *mat*"), await send(roomId, "Water on Monday")];
  expect(first.pinned).toBe(false);
  const pinned = await pinMessage(grace, second.id);
  expect(pinned).toEqual({ ...second, pinned: true, rev: second.rev + 1 });
  await pinMessage(grace, first.id);
  const { pins, rev } = await listPins(ada, roomId);
  expect(pins.map(({ message }) => message.text)).toEqual(["Key is under the mat", "Water on Monday"]);
  expect(pins[0]).toMatchObject({ pinnedBy: { id: grace.id }, message: { seq: first.seq } });
  expect(rev).toBe((await getRoom(ada, roomId)).rev);
  const notices = (await listMessages(ada, roomId, { limit: 2 })).messages;
  expect(notices.map(({ kind, author, body }) => [kind, author.id, body])).toEqual([
    ["SYSTEM", grace.id, "pinned a message"],
    ["SYSTEM", grace.id, "pinned a message"],
  ]);
  expect((await unpinMessage(ada, second.id)).pinned).toBe(false);
  expect(await textsIn(roomId)).toEqual(["Key is under the mat"]);
  await expectAgreement(roomId);
});

test("a repeated pin changes nothing and tells nothing", async () => {
  const roomId = await newRoom();
  const message = await send(roomId, "Once");
  const pinned = await pinMessage(ada, message.id);
  const { rev, seq } = await getRoom(ada, roomId);
  expect(await pinMessage(grace, message.id)).toEqual(pinned);
  await unpinMessage(ada, message.id);
  const after = await getRoom(ada, roomId);
  expect([after.rev, after.seq]).toEqual([rev + 1, seq]);
  await unpinMessage(grace, message.id);
  expect((await getRoom(ada, roomId)).rev).toBe(after.rev);
});

test("two who pin at once make one pin and one notice", async () => {
  const roomId = await newRoom();
  const message = await send(roomId, "At once");
  const both = await Promise.all([pinMessage(ada, message.id), pinMessage(grace, message.id)]);
  expect(both.map(({ pinned }) => pinned)).toEqual([true, true]);
  expect((await getRoom(ada, roomId)).seq).toBe(message.seq + 1);
  await expectAgreement(roomId);
});

test("a pinned message is among the changes that somebody catches up with, and its edit stays pinned", async () => {
  const roomId = await newRoom();
  const message = await send(roomId, "Draft");
  await pinMessage(ada, message.id);
  const { messages } = await listChanges(grace, roomId, { since: message.rev, limit: 10 });
  expect(messages.map(({ seq, pinned }) => [seq, pinned])).toEqual([
    [message.seq, true],
    [message.seq + 1, false],
  ]);
  expect((await editMessage(ada, message.id, { body: "Final" })).pinned).toBe(true);
  expect(await textsIn(roomId)).toEqual(["Final"]);
});

test("a deleted message is pinned no more, and its words are in no pin", async () => {
  const roomId = await newRoom();
  const message = await send(roomId, "Canary of a pin");
  await pinMessage(ada, message.id);
  expect(await textsIn(roomId)).toEqual(["Canary of a pin"]);
  expect((await deleteMessage(ada, message.id)).pinned).toBe(false);
  expect(await listPins(grace, roomId)).toMatchObject({ pins: [] });
  await expectAgreement(roomId);
  expect(await refusal(pinMessage(ada, message.id))).toBe("conflict");
});

test("a room has a hundred pins and no more", async () => {
  const roomId = await newRoom();
  const messages = [];
  for (let n = 0; n <= PINS_MAX; n++) messages.push(await send(roomId, `${n}`));
  const all = messages.slice(0, PINS_MAX).map(({ id, seq }) => ({ id, seq }));
  await write(async (tx) => {
    const pinnedAt = new Date();
    await tx.pin.createMany({
      data: all.map(({ id, seq }) => ({ roomId, messageId: id, seq, pinnedById: ada.id, pinnedAt })),
    });
    await tx.message.updateMany({ where: { id: { in: all.map(({ id }) => id) } }, data: { isPinned: true } });
  });
  const last = messages[PINS_MAX] as Message;
  expect(await refusal(pinMessage(ada, last.id))).toBe("conflict");
  await unpinMessage(ada, all[0]?.id as string);
  expect(await refusal(pinMessage(ada, last.id))).toBe("done");
  expect((await listPins(ada, roomId)).pins).toHaveLength(PINS_MAX);
  await expectAgreement(roomId);
});

test("mallory, who is outside, learns nothing of pins and changes none", async () => {
  const roomId = await newRoom();
  const message = await send(roomId, "Private");
  expect(await refusal(pinMessage(ada, message.id))).toBe("done");
  expect(await refusal(listPins(mallory, roomId))).toBe("not_found");
  expect(await refusal(pinMessage(mallory, message.id))).toBe("not_found");
  expect(await refusal(unpinMessage(mallory, message.id))).toBe("not_found");
  expect(await textsIn(roomId)).toEqual(["Private"]);
});

test("a notice cannot be pinned, and in an archived room nothing can be pinned or unpinned", async () => {
  const roomId = await newRoom();
  const message = await send(roomId, "Kept");
  await pinMessage(ada, message.id);
  const { messages } = await listMessages(ada, roomId, { limit: 1 });
  expect(messages[0]?.kind).toBe("SYSTEM");
  expect(await refusal(pinMessage(ada, messages[0]?.id as string))).toBe("forbidden");
  await updateRoom(ada, roomId, { archived: true });
  expect(await refusal(unpinMessage(ada, message.id))).toBe("forbidden");
  expect(await textsIn(roomId)).toEqual(["Kept"]);
});
