import { expect, test } from "vitest";
import { withStartOf } from "../../../components/messages/use-virtual-rows.ts";
import { seqOf, type TimelineRow, toTimelineRows } from "../../../lib/messages/timeline-rows.ts";
import { FakeRoom, ME } from "./outbox/fake-room.ts";

const room = new FakeRoom();
const all = Array.from({ length: 30 }, () => room.send(1));
const rows = (from: number, to: number) =>
  toTimelineRows(all.slice(from - 1, to), [], {
    viewerId: ME,
    zone: "UTC",
    firstUnreadSeq: null,
    quoteOf: () => undefined,
  });
const seqs = (list: TimelineRow[]) => list.map(seqOf).filter((seq) => seq !== null);
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

test("what is new at both ends comes at the end first", () => {
  const [before, after] = [rows(10, 20), rows(5, 25)];
  expect(seqs(withStartOf(before, after))).toEqual(numbers(10, 25));
  expect(withStartOf(before, after)[0], "under the day that stood above").toBe(before[0]);
});

test("what goes at both ends goes at the end first", () => {
  expect(seqs(withStartOf(rows(1, 30), rows(10, 20)))).toEqual(numbers(1, 20));
});

test("what has nothing in common is taken as it is", () => {
  const next = rows(25, 30);
  expect(withStartOf(rows(1, 10), next)).toBe(next);
});
