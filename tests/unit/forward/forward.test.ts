// docs/reliability.md D23 and F13: forwarding while others delete, and what it costs; the rest is in tests/api/forward-message.test.ts.
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDoors, db, openDoors, write } from "@/lib/db/doors.ts";
import { forwardMessage } from "@/lib/forward/commands.ts";
import { getForwardReach } from "@/lib/forward/queries.ts";
import { deleteMessage, sendMessage } from "@/lib/messages/commands.ts";
import { deletedMessageSweep } from "@/lib/messages/deleted-messages.ts";
import { getMessage, listMessages } from "@/lib/messages/queries.ts";
import { restoreMessage } from "@/lib/messages/restore-message.ts";
import { createRoom } from "@/lib/rooms/commands.ts";
import { finishedUpload } from "../../support/finished-upload.ts";
import { statementsOf } from "../../support/statements.ts";
import { until } from "../../support/until.ts";
import { type RegisteredViewer, START_MS, signUp } from "../accounts/register-viewer.ts";

let ada: RegisteredViewer, grace: RegisteredViewer, linus: RegisteredViewer;
let from: string, to: string;

const newRoom = async (name: string, ...people: RegisteredViewer[]) =>
  (await createRoom(ada, { kind: "PRIVATE", name, topic: "", userIds: people.map(({ id }) => id) })).room.id;

beforeAll(async () => {
  await openDoors();
  [ada, grace, linus] = [await signUp("ada"), await signUp("grace"), await signUp("linus")];
  from = await newRoom("From", grace);
  to = await newRoom("To", linus);
}, START_MS);
afterAll(closeDoors);

const sendFile = async (who: RegisteredViewer) =>
  (await sendMessage(who, from, { files: [{ id: await finishedUpload(who) }] })).message;
const forward = (id: string, clientId?: string) =>
  forwardMessage(ada, id, { roomId: to, ...(clientId && { clientId }) });

test("of a deletion and a forward at the same time, the forward has the file or is refused, and never a file without bytes", async () => {
  for (let n = 0; n < 6; n++) {
    const sent = await sendFile(ada);
    const [done] = await Promise.allSettled([forward(sent.id), deleteMessage(ada, sent.id)]);
    await write((tx) => tx.deletedMessage.updateMany({ data: { keptUntil: new Date(0) } }));
    await deletedMessageSweep.run();
    if (done.status === "rejected") {
      expect(done.reason).toMatchObject({ code: "conflict" });
      continue;
    }
    const [file] = done.value.message.files;
    const row = await db().file.findUniqueOrThrow({ where: { id: file?.id ?? "" } });
    expect(await db().file.findUnique({ where: { id: row.bytesId ?? "" } }), "the row with the bytes").not.toBeNull();
    await deleteMessage(ada, done.value.message.id);
  }
  await write((tx) => tx.deletedMessage.updateMany({ data: { keptUntil: new Date(0) } }));
  await deletedMessageSweep.run();
  await until(async () => (await db().file.count({ where: { state: "GONE" } })) === 0, { what: "all bytes are gone" });
});

test("sent by many at once with one key it is one message, with files of its own", async () => {
  const sent = await sendFile(grace);
  const all = await Promise.all([1, 2, 3, 4, 5].map(() => forward(sent.id, "once")));
  expect(new Set(all.map(({ message }) => message.id)).size).toBe(1);
  expect(all.filter(({ created }) => created)).toHaveLength(1);
  expect(await db().file.count({ where: { messageId: all[0]?.message.id ?? "", state: "READY" } })).toBe(1);
});

test("a page with many forwards costs two statements more than one with none: the authors, and where they were", async () => {
  const cost = async (limit: number) => (await statementsOf(() => listMessages(linus, to, { limit }))).length;
  await sendMessage(ada, to, { body: "plain" });
  const plain = await cost(1);
  const { message } = await sendMessage(grace, from, { body: "passed on" });
  for (let n = 0; n < 20; n++) await forward(message.id);
  expect(await cost(20)).toBe(plain + 2);
  const page = await listMessages(linus, to, { limit: 20 });
  expect(page.messages.every(({ forwarded }) => forwarded?.source === null && forwarded.author.id === grace.id)).toBe(
    true,
  );
  const [own] = (await listMessages(ada, to, { limit: 1 })).messages;
  expect((await getMessage(ada, own?.id ?? "")).forwarded?.source?.message).toEqual({ seq: message.seq, rootId: null });
  expect(await getForwardReach(ada, message.id, to)).toEqual({ from: "PRIVATE", to: "PRIVATE", outsiders: 1 });
});

test("what an instance of an older version has deleted shows nothing of what it passed on, and has it again when it is restored", async () => {
  const { message } = await sendMessage(grace, from, { body: "passed on" });
  const { id } = (await forward(message.id)).message;
  const { forwarded } = await db().message.findUniqueOrThrow({ where: { id } });
  await deleteMessage(ada, id);
  // That version knows nothing of the column.
  await write((tx) => tx.message.update({ where: { id }, data: { forwarded } }));
  await write((tx) => tx.deletedMessage.update({ where: { messageId: id }, data: { forwarded: null } }));
  expect((await getMessage(linus, id)).forwarded).toBeUndefined();
  expect((await restoreMessage(ada, id)).forwarded).toMatchObject({ body: "passed on", author: { id: grace.id } });
  expect((await getMessage(linus, id)).forwarded).toMatchObject({ body: "passed on" });
});

test("a message that passes nothing on passes nothing on when it is restored", async () => {
  const { message } = await sendMessage(ada, to, { body: "own words" });
  await deleteMessage(ada, message.id);
  const restored = await restoreMessage(ada, message.id);
  expect([restored.body, restored.forwarded]).toEqual(["own words", undefined]);
  expect(await db().message.findUnique({ where: { id: message.id } })).toMatchObject({ forwarded: null });
});
