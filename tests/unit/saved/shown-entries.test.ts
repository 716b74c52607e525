import { expect, test } from "vitest";
import { withNewer } from "@/components/activity/use-entry-pages.ts";
import { timeOf, withAnswer, withWishes } from "@/components/saved/shown-entries.ts";
import type { SavedEntry } from "@/lib/saved/schema.ts";

const TIME = "2026-12-01T09:00:00.000Z";
const entry = (messageId: string, more: Partial<SavedEntry> = {}): SavedEntry => ({
  ...{ messageId, savedAt: `2026-11-${messageId}T09:00:00.000Z`, doneAt: null, remindAt: null, remindedAt: null },
  ...{ room: { id: "room", kind: "PRIVATE", name: "Garden" }, rootId: null, seq: 1, line: [], deleted: false },
  author: { id: "ada", username: "ada", displayName: "Ada", pictureId: null },
  ...more,
});
const ids = (entries: readonly SavedEntry[]) => entries.map(({ messageId }) => messageId);

test("what is wished is shown before the server has it: what is done leaves, and a reminder stands there", () => {
  const known = [
    entry("11"),
    entry("12"),
    entry("13", { remindAt: TIME, remindedAt: TIME }),
    entry("14", { remindAt: TIME }),
  ];
  const wishes = new Map([
    ["11", "done"],
    ["12", TIME],
    ["13", "calm"],
    ["14", "todo"],
  ]);
  const shown = withWishes(known, wishes, "todo");
  expect(ids(shown)).toEqual(["12", "13", "14"]);
  expect(shown.map(({ remindAt }) => remindAt)).toEqual([TIME, null, TIME]);
  expect(ids(withWishes(known, new Map([["12", "off"]]), "todo"))).toEqual(["11", "13", "14"]);
  expect(ids(withWishes([entry("11", { doneAt: TIME })], new Map([["11", "todo"]]), "done"))).toEqual([]);
});

test("an answer says the same of its entry, so that nothing comes back for a moment", () => {
  const known = [entry("11"), entry("12")];
  const state = { messageId: "11", savedAt: TIME, doneAt: null, remindAt: TIME, remindedAt: null };
  expect(withAnswer(known, { messageId: "11", saved: state }, "todo")[0]).toMatchObject({ remindAt: TIME });
  expect(ids(withAnswer(known, { messageId: "11", saved: { ...state, doneAt: TIME } }, "todo"))).toEqual(["12"]);
  expect(ids(withAnswer(known, { messageId: "12", saved: null }, "todo"))).toEqual(["11"]);
  expect(withAnswer(known, { messageId: "99", saved: state }, "todo")).toEqual(known);
});

test("a newer first page replaces what it covers, and leaves older ones that were loaded", () => {
  const known = [entry("20"), entry("15"), entry("12"), entry("11")];
  const time = (one: SavedEntry) => timeOf(one, "todo");
  expect(ids(withNewer(known, [entry("21"), entry("20"), entry("12")], false, time))).toEqual(["21", "20", "12", "11"]);
  expect(ids(withNewer(known, [entry("21")], true, time))).toEqual(["21"]);
  expect(ids(withNewer(known, [], false, time))).toEqual([]);
});
