import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDoors, openDoors, write } from "@/lib/db/doors.ts";
import { createRoom } from "@/lib/rooms/commands.ts";
import { seqsAfter } from "@/lib/search/seq-at.ts";
import { statementsOf } from "../../support/statements.ts";
import { START_MS, signUp } from "../accounts/register-viewer.ts";

const COUNT = 1000;
const HOUR_MS = 3_600_000;
const BEGIN = Date.parse("2026-01-01T00:00:00.000Z");
/** Messages are an hour apart, and two of them are of the same moment. */
const at = (seq: number) => new Date(BEGIN + (seq === 500 ? 499 : seq) * HOUR_MS);

let roomId: string;

beforeAll(async () => {
  await openDoors();
  const ada = await signUp("ada");
  roomId = (await createRoom(ada, { kind: "PRIVATE", name: "Diary", topic: "", userIds: [] })).room.id;
  const rows = Array.from({ length: COUNT }, (_, i) => i + 1).map((seq) => ({
    id: `m${seq}`,
    roomId,
    seq,
    rev: seq,
    authorId: ada.id,
    body: "",
    createdAt: at(seq),
  }));
  await write(async (tx) => {
    await tx.message.deleteMany({ where: { roomId } });
    await tx.message.createMany({ data: rows });
  });
}, START_MS);
afterAll(closeDoors);

const seqAt = async (moment: Date, seq = COUNT) =>
  (await seqsAfter([{ id: roomId, seq }], moment.getTime() - 1)).get(roomId);

test.each([
  ["before the first message", new Date(0), 1],
  ["at the moment of one", at(7), 7],
  ["a moment after it", new Date(at(7).getTime() + 1), 8],
  ["at the moment of two", at(499), 499],
  ["at the moment of the newest", at(COUNT), COUNT],
  ["after the newest, where the next one will be", new Date(at(COUNT).getTime() + 1), COUNT + 1],
])("%s", async (_, moment, seq) => {
  expect(await seqAt(moment)).toBe(seq);
});

test("in a room without messages it is the first", async () => {
  expect(await seqAt(new Date(0), 0)).toBe(1);
});

test("a thousand messages cost four questions", async () => {
  expect((await statementsOf(() => seqAt(at(321)))).length).toBeLessThanOrEqual(4);
});
