// What a message says about its thread when two processes write replies and delete them at once (docs/reliability.md D22).
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { correctActivity } from "@/lib/activity/correct-activity.ts";
import { closeDoors, db, openDoors, write } from "@/lib/db/doors.ts";
import { getMessage } from "@/lib/messages/queries.ts";
import type { Message } from "@/lib/messages/schema.ts";
import { createRoom, updateRoom } from "@/lib/rooms/commands.ts";
import { correctThreads } from "@/lib/threads/upkeep.ts";
import { type RegisteredViewer, refusal, START_MS, signUp } from "../unit/accounts/register-viewer.ts";
import { type OtherProcess, rounds, startTwo } from "./support/processes.ts";

let one: OtherProcess, two: OtherProcess;
let ada: RegisteredViewer, grace: RegisteredViewer;
let room: string;

beforeAll(async () => {
  await openDoors();
  const started = startTwo();
  [ada, grace] = [await signUp("ada"), await signUp("grace")];
  const input = { kind: "PRIVATE" as const, name: "Garden", topic: "", userIds: [grace.id] };
  room = (await createRoom(ada, input)).room.id;
  await updateRoom(ada, room, { threads: "ON" });
  [one, two] = await started;
}, 2 * START_MS);
afterAll(closeDoors);

async function expectExact({ id }: Message): Promise<void> {
  const replies = await db().message.findMany({ where: { rootId: id, deletedAt: null }, orderBy: { seq: "desc" } });
  const { thread } = await getMessage(ada, id);
  expect(thread?.replyCount ?? 0).toBe(replies.length);
  expect(thread?.lastReplyAt).toBe(replies[0]?.createdAt.toISOString());
  expect(thread?.participants.map((one) => one.id) ?? []).toEqual([...new Set(replies.map((row) => row.authorId))]);
}

test("replies that come to both, one of them twice, and a deletion meanwhile are counted exactly", async () => {
  const { message: root } = await one.sendMessage(ada, room, { body: "Root" });
  await rounds(async (n) => {
    const clientId = randomUUID();
    const twice = { body: `Same ${n}`, clientId, rootId: root.id };
    const [first, second] = await Promise.all([
      one.sendMessage(grace, room, twice),
      two.sendMessage(grace, room, twice),
      two.sendMessage(ada, room, { body: `${n}`, rootId: root.id, inRoom: n % 2 === 0 }),
    ]);
    expect([first?.message.id, first?.created]).toEqual([second?.message.id, !second?.created]);
    const said = await Promise.all([
      refusal(two.deleteMessage(ada, first?.message.id ?? "")),
      refusal(one.sendMessage(ada, room, { body: `${n}`, rootId: root.id })),
    ]);
    expect(said).toEqual(["done", "done"]);
  });
  await expectExact(root);
  const rows = await db().message.findMany({ where: { roomId: room }, orderBy: { seq: "asc" } });
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, at) => at + 1));
  expect(new Set(rows.map(({ rev }) => rev)).size).toBe(rows.length);
});

test("a deletion of the root and its first reply: either the thread goes on, or the reply is refused", async () => {
  await rounds(async () => {
    const { message: root } = await one.sendMessage(ada, room, { body: "Root" });
    const said = await Promise.all([
      refusal(one.sendMessage(grace, room, { body: "first", rootId: root.id })),
      refusal(two.deleteMessage(ada, root.id)),
    ]);
    expect(said[1]).toBe("done");
    expect(["done", "conflict"]).toContain(said[0]);
    expect(await db().message.count({ where: { rootId: root.id } })).toBe(said[0] === "done" ? 1 : 0);
    await expectExact(root);
  });
});

test("threads that are switched off meanwhile take no reply any more", async () => {
  const { message: root } = await one.sendMessage(ada, room, { body: "Root" });
  await rounds(async () => {
    const said = await Promise.all([
      refusal(one.sendMessage(grace, room, { body: "in time?", rootId: root.id })),
      refusal(two.updateRoom(ada, room, { threads: "OFF" })),
    ]);
    expect(said[1]).toBe("done");
    expect(["done", "invalid"]).toContain(said[0]);
    const rows = await db().message.findMany({ where: { roomId: room }, orderBy: { seq: "desc" }, take: 1 });
    expect(rows[0]?.kind).toBe("SYSTEM");
    await updateRoom(ada, room, { threads: "ON" });
  }, 1);
  await expectExact(root);
});

test("the nightly check finds nothing after all that, and adds the row that was taken away", async () => {
  expect([await correctActivity(), await correctThreads()]).toEqual([{ removed: 0, added: 0 }, 0]);
  const { message: root } = await one.sendMessage(ada, room, { body: "Root" });
  const { message } = await one.sendMessage(grace, room, { body: "reply", rootId: root.id });
  await write((tx) => tx.notification.deleteMany({ where: { messageId: message.id } }));
  expect(await correctActivity()).toEqual({ removed: 0, added: 1 });
  expect(await db().notification.findFirst({ where: { messageId: message.id } })).toMatchObject({
    ...{ userId: ada.id, cause: "THREAD", rootId: root.id, seq: message.seq },
  });
});
