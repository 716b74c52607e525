import { expect, test } from "vitest";
import { activityReplySchema } from "@/lib/activity/schema.ts";

test("a page from before an update shows what it knows of Activity, without causes that came later", () => {
  const known = {
    ...{ messageId: "a", cause: "MENTION", createdAt: "2026-01-01T00:00:00.000Z", rootId: null, seq: 1, emoji: null },
    ...{ room: { id: "r", kind: "OPEN", name: "Garden" }, line: [], unread: true, quiet: false },
    actor: { id: "u", username: "ada", displayName: "Ada", hue: 1, pictureId: null },
  };
  const counts = { rooms: { r: 2 }, quiet: false };
  const reply = { entries: [{ ...known, cause: "WHATEVER" }, known], next: null, counts };
  expect(activityReplySchema.parse(reply).entries.map(({ messageId, cause }) => [messageId, cause])).toEqual([
    ["a", "MENTION"],
  ]);
});
