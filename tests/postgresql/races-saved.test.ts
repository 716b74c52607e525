// Reminders with two processes that tell them at once (docs/reliability.md Q4).
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDoors, db, openDoors } from "@/lib/db/doors.ts";
import type { Message } from "@/lib/messages/schema.ts";
import { createRoom } from "@/lib/rooms/commands.ts";
import { type RegisteredViewer, START_MS, signUp } from "../unit/accounts/register-viewer.ts";
import { type OtherProcess, rounds, startTwo } from "./support/processes.ts";

let one: OtherProcess, two: OtherProcess;
let ada: RegisteredViewer, grace: RegisteredViewer;
let room: string;

beforeAll(async () => {
  await openDoors();
  const started = startTwo();
  [ada, grace] = [await signUp("ada"), await signUp("grace")];
  room = (await createRoom(ada, { kind: "PRIVATE", name: "Garden", topic: "", userIds: [grace.id] })).room.id;
  [one, two] = await started;
}, 2 * START_MS);
afterAll(closeDoors);

test("of two processes one tells a reminder, and a wish meanwhile wins or comes after it, but brings no second one", async () => {
  await rounds(async (n) => {
    const { message } = (await one.sendMessage(ada, room, { body: `Plant ${n}` })) as { message: Message };
    const { id: messageId } = message;
    const wish = { remindAt: new Date(Date.now() - 1000).toISOString(), late: true };
    await one.saveMessage(grace, messageId, wish);
    await Promise.all([
      one.tellDueReminders(),
      two.tellDueReminders(),
      two.saveMessage(grace, messageId, wish),
      one.saveMessage(grace, messageId, { done: n % 2 === 0 }),
    ]);
    await one.tellDueReminders();
    const key = { userId: grace.id, messageId };
    const saved = await db().savedMessage.findUniqueOrThrow({ where: { userId_messageId: key } });
    const rows = await db().notification.findMany({ where: { ...key, cause: "REMINDER" } });
    expect(rows.length).toBeLessThanOrEqual(1);
    // What is done reminds of nothing any more, and what is to do has told.
    if (saved.doneAt) expect(rows.filter(({ doneAt }) => doneAt === null)).toEqual([]);
    else expect([rows.length, saved.remindedAt !== null]).toEqual([1, true]);
  });
});

test("two tabs that save the same message at once have saved it once", async () => {
  await rounds(async (n) => {
    const { message } = (await one.sendMessage(ada, room, { body: `Same ${n}` })) as { message: Message };
    const states = await Promise.all([one.saveMessage(grace, message.id, {}), two.saveMessage(grace, message.id, {})]);
    expect(states[0]).toEqual(states[1]);
    await Promise.all([one.unsaveMessage(grace, message.id), two.unsaveMessage(grace, message.id)]);
    expect(await db().savedMessage.count({ where: { messageId: message.id } })).toBe(0);
  });
});

test("a reminder and the deletion of its message come one after the other, and none is left that leads nowhere", async () => {
  await rounds(async (n) => {
    const { message } = (await one.sendMessage(ada, room, { body: `Gone ${n}` })) as { message: Message };
    const { id: messageId } = message;
    await one.saveMessage(grace, messageId, { remindAt: new Date(Date.now() - 1000).toISOString(), late: true });
    await Promise.all([one.tellDueReminders(), two.deleteMessage(ada, messageId)]);
    const key = { userId: grace.id, messageId };
    expect(await db().notification.count({ where: key })).toBe(0);
    // It waits for the message to come back.
    const saved = await db().savedMessage.findUniqueOrThrow({ where: { userId_messageId: key } });
    expect(saved.remindedAt).toBeNull();
  });
});
