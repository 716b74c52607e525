// What a person saves, and that each reminder is told once (docs/reliability.md Q4).
import { afterAll, beforeAll, expect, test } from "vitest";
import { deleteAccount } from "@/lib/accounts/commands.ts";
import { markActivity } from "@/lib/activity/commands.ts";
import { correctActivity } from "@/lib/activity/correct-activity.ts";
import { closeDoors, db, openDoors, write } from "@/lib/db/doors.ts";
import { deleteMessage, sendMessage } from "@/lib/messages/commands.ts";
import { restoreMessage } from "@/lib/messages/restore-message.ts";
import { createRoom } from "@/lib/rooms/commands.ts";
import { saveMessage, unsaveMessage } from "@/lib/saved/commands.ts";
import { listSaved, listSavedIds } from "@/lib/saved/queries.ts";
import { findNextReminder, tellDueReminders } from "@/lib/saved/reminders.ts";
import { SAVED_MAX, savedQuerySchema } from "@/lib/saved/schema.ts";
import { statementsOf } from "../../support/statements.ts";
import { type RegisteredViewer, refusal, START_MS, signUp } from "../accounts/register-viewer.ts";

let ada: RegisteredViewer, grace: RegisteredViewer;
let roomId: string;
beforeAll(async () => {
  await openDoors();
  [ada, grace] = [await signUp("ada"), await signUp("grace")];
  roomId = (await createRoom(ada, { kind: "PRIVATE", name: "Garden", topic: "", userIds: [grace.id] })).room.id;
}, START_MS);
afterAll(closeDoors);

const send = async (body: string) => (await sendMessage(ada, roomId, { body })).message;
const list = (query: object = {}) => listSaved(grace, savedQuerySchema.parse(query));
const late = (minutes: number) => ({ late: true, remindAt: new Date(Date.now() - minutes * 60_000).toISOString() });
const remindersOf = (userId: string) => db().notification.findMany({ where: { userId, cause: "REMINDER" } });

test("reminders that came due while nobody was there are told once, though two tell them at the same time", async () => {
  const messages = await Promise.all(Array.from({ length: 5 }, (_, n) => send(`Plant ${n}`)));
  for (const [n, { id }] of messages.entries()) await saveMessage(grace, id, late(n + 1));
  expect(await findNextReminder(new Date())).not.toBeNull();
  await Promise.all([tellDueReminders(), tellDueReminders()]);
  const told = await remindersOf(grace.id);
  expect(told.map(({ messageId }) => messageId).sort()).toEqual(messages.map(({ id }) => id).sort());
  expect(await findNextReminder(new Date())).toBeNull();
  await tellDueReminders();
  expect(await remindersOf(grace.id)).toEqual(told);
  // The nightly check finds nothing to correct in them.
  await correctActivity();
  expect(await remindersOf(grace.id)).toHaveLength(5);
  const again = new Date(Date.now() + 60_000);
  await saveMessage(grace, messages[0]?.id ?? "", { remindAt: again.toISOString() });
  expect(await findNextReminder(new Date())).toBeNull();
  expect(await findNextReminder(again)).toEqual(again);
  for (const { id } of messages) await unsaveMessage(grace, id);
  expect((await remindersOf(grace.id)).filter(({ doneAt }) => doneAt === null)).toEqual([]);
});

test("a reminder of a message that is deleted and comes back is not lost, whether it came before or was due meanwhile", async () => {
  const [told, due, ticked] = [await send("told"), await send("due"), await send("ticked off")];
  const wish = late(1);
  for (const { id } of [told, ticked]) await saveMessage(grace, id, wish);
  await tellDueReminders();
  await markActivity(grace, { messageIds: [ticked.id] });
  for (const { id } of [told, due, ticked]) await deleteMessage(ada, id);
  await saveMessage(grace, told.id, wish);
  await write((tx) =>
    tx.savedMessage.create({
      data: { userId: grace.id, messageId: due.id, savedAt: new Date(), remindAt: new Date(0) },
    }),
  );
  expect(await findNextReminder(new Date())).toBeNull();
  await tellDueReminders();
  const mine = async () => {
    const ids = [told.id, due.id, ticked.id];
    const rows = await remindersOf(grace.id);
    return ids.map((id) => rows.filter(({ messageId, doneAt }) => messageId === id && doneAt === null).length);
  };
  expect(await mine()).toEqual([0, 0, 0]);
  for (const { id } of [told, due, ticked]) await restoreMessage(ada, id);
  await tellDueReminders();
  await tellDueReminders();
  expect(await mine()).toEqual([1, 1, 0]);
  // What cannot come back any more is looked at no longer.
  await deleteMessage(ada, told.id);
  await write((tx) => tx.message.updateMany({ where: { id: told.id }, data: { restorableUntil: new Date(0) } }));
  expect(await findNextReminder(new Date())).not.toBeNull();
  await tellDueReminders();
  expect(await findNextReminder(new Date())).toBeNull();
  expect(await mine()).toEqual([0, 1, 0]);
  for (const { id } of [told, due, ticked]) await unsaveMessage(grace, id);
});

test("a page asks the same number of questions whatever is on it", async () => {
  const message = await send("one");
  await saveMessage(grace, message.id, {});
  const few = await statementsOf(() => list());
  for (let n = 0; n < 5; n += 1) await saveMessage(grace, (await send(`${n}`)).id, {});
  expect((await statementsOf(() => list())).length).toBe(few.length);
});

test("a person has so many saved messages and no more, and can still change and remove those", async () => {
  const known = await listSavedIds(grace);
  const first = await send("kept");
  await saveMessage(grace, first.id, {});
  const messages = await Promise.all(Array.from({ length: 20 }, (_, n) => send(`Filler ${n}`)));
  const row = { ...{ roomId, authorId: ada.id, body: "x", rev: 1 }, createdAt: new Date() } as const;
  const fillers = Array.from({ length: SAVED_MAX - known.length - 21 }, (_, n) => ({
    ...row,
    id: `f${n}`,
    seq: 10_000 + n,
  }));
  await write(async (tx) => {
    await tx.message.createMany({ data: fillers });
    const ids = [...messages, ...fillers].map(({ id }) => id);
    const savedAt = new Date();
    await tx.savedMessage.createMany({ data: ids.map((messageId) => ({ userId: grace.id, messageId, savedAt })) });
  });
  expect(await listSavedIds(grace)).toHaveLength(SAVED_MAX);
  const other = await send("one too many");
  expect(await refusal(saveMessage(grace, other.id, {}))).toBe("conflict");
  expect((await saveMessage(grace, first.id, { done: true })).doneAt).not.toBeNull();
  await unsaveMessage(grace, first.id);
  await saveMessage(grace, other.id, {});
  const seen = new Set<string>();
  for (let after: string | null | undefined; after !== null; ) {
    const page = await list({ limit: "100", ...(after && { after }) });
    for (const { messageId } of page.entries) seen.add(messageId);
    after = page.next;
  }
  expect(seen.size).toBe(SAVED_MAX);
});

test("nothing of it stays of a person whose account is deleted", async () => {
  const linus = await signUp("linus");
  const room = (await createRoom(linus, { kind: "PRIVATE", name: "Own", topic: "", userIds: [] })).room;
  const { message } = await sendMessage(linus, room.id, { body: "mine" });
  await saveMessage(linus, message.id, late(1));
  await tellDueReminders();
  expect(await remindersOf(linus.id)).toHaveLength(1);
  await deleteAccount(ada, linus.id);
  expect(await db().savedMessage.count({ where: { userId: linus.id } })).toBe(0);
  expect(await remindersOf(linus.id)).toEqual([]);
});
