// The order of a room, and who may still write in it, when two processes are asked at once (docs/reliability.md M2, D3, D6).
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDoors, db, openDoors } from "@/lib/db/doors.ts";
import { addMembers } from "@/lib/members/commands.ts";
import { sendMessage } from "@/lib/messages/commands.ts";
import { createRoom, updateRoom } from "@/lib/rooms/commands.ts";
import { type RegisteredViewer, refusal, START_MS, signUp } from "../unit/accounts/register-viewer.ts";
import { type OtherProcess, rounds, startTwo } from "./support/processes.ts";

let one: OtherProcess, two: OtherProcess;
let ada: RegisteredViewer, grace: RegisteredViewer, linus: RegisteredViewer;
let room: string;

beforeAll(async () => {
  await openDoors();
  const started = startTwo();
  [ada, grace, linus] = [await signUp("ada"), await signUp("grace"), await signUp("linus")];
  const input = { kind: "PRIVATE", name: "Garden", topic: "", userIds: [grace.id, linus.id] } as const;
  room = (await createRoom(ada, { ...input, userIds: [...input.userIds] })).room.id;
  [one, two] = await started;
}, 2 * START_MS);
afterAll(closeDoors);

const seqOf = async (kind: "USER" | "SYSTEM", authorId: string) =>
  (await db().message.findFirst({ where: { roomId: room, kind, authorId }, orderBy: { seq: "desc" } }))?.seq ?? 0;
const CHANGED = "done conflict forbidden not_found".split(" ");

test("a send that comes to both, and sends of all, are each one message, in one order without holes", async () => {
  await rounds(async (n) => {
    const clientId = randomUUID();
    const same = [one, two].map((on) => on.sendMessage(grace, room, { body: `Same ${n}`, clientId }));
    const others = [one.sendMessage(ada, room, { body: `${n}` }), two.sendMessage(linus, room, { body: `${n}` })];
    const [first, second] = await Promise.all(same);
    expect([first?.message.id, first?.created]).toEqual([second?.message.id, !second?.created]);
    await Promise.all(others);
  });
  const [rows, { seq, rev }] = await Promise.all([
    db().message.findMany({ where: { roomId: room }, orderBy: { seq: "asc" }, select: { seq: true, rev: true } }),
    db().room.findUniqueOrThrow({ where: { id: room } }),
  ]);
  expect(rows).toEqual(rows.map((_, at) => ({ seq: at + 1, rev: at + 1 })));
  expect([seq, rev]).toEqual([rows.length, rows.length]);
});

test("nothing of somebody who is removed stands below the notice of it, and nothing below that of an archiving", async () => {
  await rounds(async (n) => {
    const writes = () => [one, two].map((on) => refusal(on.sendMessage(linus, room, { body: `Round ${n}` })));
    const ending = n % 2 ? two.removeMember(ada, room, linus.id) : one.updateRoom(ada, room, { archived: true });
    const said = await Promise.all([...writes(), refusal(ending)]);
    expect(said[2]).toBe("done");
    for (const outcome of said) expect(["done", n % 2 ? "not_found" : "forbidden"]).toContain(outcome);
    expect(await seqOf("SYSTEM", ada.id)).toBeGreaterThan(await seqOf("USER", linus.id));
    if (n % 2) await addMembers(ada, room, [linus.id]);
    else await updateRoom(ada, room, { archived: false });
  }, 1);
});

test("a deleted text is not brought back by an edit, whoever comes first", async () => {
  await rounds(async (n) => {
    const { message } = await sendMessage(grace, room, { body: `Mine ${n}` });
    const asked = [one.editMessage(grace, message.id, { body: "Back" }), two.deleteMessage(ada, message.id)];
    const said = await Promise.all(asked.map(refusal));
    expect(said[1]).toBe("done");
    expect(CHANGED).toContain(said[0]);
    const row = await db().message.findUniqueOrThrow({ where: { id: message.id } });
    expect([row.body, row.deletedAt !== null]).toEqual(["", true]);
  });
});

test("an edit and a removal come through while people write to the room without a pause", async () => {
  let isOver = false;
  const writers = [one, two, one, two].map(async (on, n) => {
    let sent = 0;
    for (; !isOver; sent += 1)
      await Promise.all([1, 2, 3].map(() => on.sendMessage(n < 2 ? ada : grace, room, { body: "On and on" })));
    return sent;
  });
  const { message } = await sendMessage(linus, room, { body: "Before" });
  for (let n = 0; n < 5; n += 1)
    expect(await one.editMessage(linus, message.id, { body: `After ${n}` })).toMatchObject({ body: `After ${n}` });
  await two.removeMember(ada, room, linus.id);
  isOver = true;
  expect(Math.min(...(await Promise.all(writers)))).toBeGreaterThan(0);
});
