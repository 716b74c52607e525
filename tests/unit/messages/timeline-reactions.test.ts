import { expect, test } from "vitest";
import { newest } from "@/lib/messages/timeline-reactions.ts";
import { blank } from "./outbox/fake-room.ts";

const grace = { id: "grace", username: "grace", displayName: "Grace", pictureId: null };
const thumbs = (count: number) => ({ emoji: "👍", count, userIds: ["a", "b", "c", "d"].slice(0, count) });

test("a message that comes without reactions tells that there are none of one's own either", () => {
  const mine = { ...blank("tea", 1, grace), rev: 5, reactions: [thumbs(6)], ownReactions: ["👍"] };
  const none = { ...mine, rev: 12, reactions: [], ownReactions: undefined };
  expect(newest(mine, none).ownReactions).toBeUndefined();
  // Of a message with reactions an event for everybody does not tell them, so what is known of them stays.
  const seven = { ...mine, rev: 12, reactions: [thumbs(7)], ownReactions: undefined };
  expect(newest(mine, seven).ownReactions).toEqual(["👍"]);
});
