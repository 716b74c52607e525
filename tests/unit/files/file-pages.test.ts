import { describe, expect, test } from "vitest";
import { appendOlder, byMonth, mergeFirstPage, withoutMessage } from "../../../components/room/files/file-pages.ts";
import type { RoomFilesPage } from "../../../lib/files/schema.ts";

type Sent = RoomFilesPage["files"][number];

const sent = (seq: number): Sent => ({
  ...{ rootId: null, inRoom: true },
  messageId: `m${seq}`,
  seq,
  author: { id: "ada", username: "ada", displayName: "Ada", pictureId: null },
  sentAt: new Date(Date.UTC(2026, 0, seq)).toISOString(),
  file: {
    ...{ id: `f${seq}`, kind: "document", name: "a.pdf", size: 1, type: "application/pdf", width: null, height: null },
    ...{ animated: false, placeholder: null, alt: "", durationMs: null, posterId: null },
  },
});
const page = (seqs: number[], next: string | null = null): RoomFilesPage => ({
  files: seqs.map(sent),
  links: [],
  next,
});
const seqs = (of: RoomFilesPage) => of.files.map(({ seq }) => seq);

describe("the list of a room's files", () => {
  test("an older page comes behind, and what is in both is there once", () => {
    const both = appendOlder(page([9, 8, 7], "7"), page([7, 6], null));
    expect(seqs(both)).toEqual([9, 8, 7, 6]);
    expect(both.next).toBeNull();
  });

  test("what is new comes in front, what was read further down stays", () => {
    const now = mergeFirstPage(page([9, 8, 7, 6, 5], "5"), page([11, 10, 9], "9"));
    expect(seqs(now)).toEqual([11, 10, 9, 8, 7, 6, 5]);
    expect(now.next).toBe("5");
  });

  test("what is gone from the newest stretch goes", () => {
    expect(seqs(mergeFirstPage(page([9, 8, 7, 6], "6"), page([9, 7], "7")))).toEqual([9, 7, 6]);
    expect(seqs(mergeFirstPage(page([9, 8]), page([8])))).toEqual([8]);
  });

  test("a deleted message takes its files along", () => {
    expect(seqs(withoutMessage(page([3, 2, 1]), "m2"))).toEqual([3, 1]);
  });

  test("months are those of the reader's zone", () => {
    const late = { sentAt: "2026-01-31T23:30:00.000Z" };
    expect(byMonth([late], "en", "UTC")).toEqual([{ month: "January 2026", items: [late] }]);
    expect(byMonth([late], "en", "Asia/Tokyo").map(({ month }) => month)).toEqual(["February 2026"]);
  });
});
