import { expect, test } from "vitest";
import { addressOf, deedOf, groupByRoom } from "@/components/activity/group-entries.ts";
import { withNewer, withOlder } from "@/components/activity/use-entry-pages.ts";
import type { ActivityEntry } from "@/lib/activity/schema.ts";

const entry = (n: number, roomId = "garden", more: Partial<ActivityEntry> = {}): ActivityEntry => ({
  ...{ messageId: `m${n}`, cause: "MENTION", rootId: null, seq: n, emoji: null, line: [], unread: true, quiet: false },
  createdAt: new Date(n * 1000).toISOString(),
  room: { id: roomId, kind: "OPEN", name: roomId },
  actor: { id: "ada", username: "ada", displayName: "Ada", pictureId: null },
  ...more,
});
const ids = (entries: readonly ActivityEntry[]) => entries.map(({ messageId }) => messageId);

test("a room and each of its threads are a conversation, in the order of their newest", () => {
  const entries = [entry(5), entry(4, "harbour"), entry(3, "garden", { rootId: "m1" }), entry(2), entry(1, "harbour")];
  expect(groupByRoom(entries).map((group) => [group.room.id, group.rootId, ids(group.entries)])).toEqual([
    ["garden", null, ["m5", "m2"]],
    ["harbour", null, ["m4", "m1"]],
    ["garden", "m1", ["m3"]],
  ]);
});

test("a newer answer takes the place of the newest entries, and what was loaded beyond it stays", () => {
  const known = [entry(4), entry(3), entry(2), entry(1)];
  const timeOf = ({ createdAt }: ActivityEntry) => createdAt;
  expect(ids(withNewer(known, [entry(5), entry(4), entry(2)], false, timeOf))).toEqual(["m5", "m4", "m2", "m1"]);
  expect(ids(withNewer(known, [entry(5)], true, timeOf))).toEqual(["m5"]);
  expect(ids(withNewer(known, [], true, timeOf))).toEqual([]);
  expect(ids(withOlder(known, [entry(1), entry(0)]))).toEqual(["m4", "m3", "m2", "m1", "m0"]);
});

test("each cause is told in words, and leads to its place", () => {
  expect(deedOf(entry(1, "garden", { cause: "REACTION", emoji: "🎉" }))).toBe("reacted 🎉 to your message");
  expect(deedOf(entry(1, "garden", { cause: "GROUP" }))).toBe("mentioned everyone");
  expect(addressOf(entry(7))).toBe("/rooms/garden?m=7");
  expect(addressOf(entry(7, "garden", { rootId: "m1" }))).toBe("/rooms/garden?thread=m1&message=7");
  expect(addressOf(entry(7, "garden", { cause: "ADDED" }))).toBe("/rooms/garden");
});
