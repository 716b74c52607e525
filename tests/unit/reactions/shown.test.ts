import { describe, expect, test } from "vitest";
import { reactorNames } from "@/components/messages/reactions/reactor-names.ts";
import { NAMED_MAX } from "@/lib/reactions/schema.ts";
import { shownReactions } from "@/lib/reactions/shown.ts";

const ADA = "ada";
const thumbs = (userIds: string[], count = userIds.length) => ({ emoji: "👍", count, userIds });
const wanted = (isOn: boolean, emoji = "👍") => new Map([[emoji, isOn]]);

describe("what ada sees of a message's reactions", () => {
  test("is what the server told, with her own marked", () => {
    expect(shownReactions({ reactions: [thumbs(["grace", ADA])] }, ADA)).toEqual([
      { emoji: "👍", count: 2, isOwn: true },
    ]);
    expect(shownReactions({ reactions: [thumbs(["grace"])] }, ADA)).toEqual([{ emoji: "👍", count: 1, isOwn: false }]);
  });

  test("counts her own where the message does not name her", () => {
    const many = thumbs(["a", "b", "c", "d"].slice(0, NAMED_MAX), 90);
    expect(shownReactions({ reactions: [many], ownReactions: ["👍"] }, ADA)).toEqual([
      { emoji: "👍", count: 90, isOwn: true },
    ]);
    expect(shownReactions({ reactions: [many], ownReactions: [] }, ADA)).toMatchObject([{ isOwn: false }]);
    expect(shownReactions({ reactions: [many] }, ADA)).toMatchObject([{ isOwn: false }]);
  });

  test("believes the names where all are there, whatever was known before", () => {
    expect(shownReactions({ reactions: [thumbs(["grace"])], ownReactions: ["👍"] }, ADA)).toMatchObject([
      { isOwn: false },
    ]);
  });

  test("has what she has pressed and the server has not answered, once", () => {
    const others = { reactions: [thumbs(["grace"])] };
    expect(shownReactions(others, ADA, wanted(true))).toEqual([{ emoji: "👍", count: 2, isOwn: true }]);
    expect(shownReactions({ reactions: [thumbs(["grace", ADA])] }, ADA, wanted(true))).toMatchObject([{ count: 2 }]);
    expect(shownReactions({ reactions: [] }, ADA, wanted(true))).toEqual([{ emoji: "👍", count: 1, isOwn: true }]);
    expect(shownReactions({ reactions: [] }, ADA, wanted(false))).toEqual([]);
    expect(shownReactions({ reactions: [thumbs([ADA])] }, ADA, wanted(false))).toEqual([]);
  });
});

describe("who reacted, in words", () => {
  const people = ["Ada", "Grace", "Linus"].map((displayName) => ({
    id: displayName.toLowerCase(),
    username: displayName,
    displayName,
    pictureId: null,
  }));
  test.each([
    [{ count: 1, isOwn: true }, people.slice(0, 1), "You"],
    [{ count: 2, isOwn: true }, people.slice(0, 2), "You and Grace"],
    [{ count: 3, isOwn: false }, people.slice(1), "Grace, Linus and 1 other"],
    [{ count: 3, isOwn: true }, people, "You, Grace and Linus"],
    [{ count: 90, isOwn: true }, people, "You, Grace, Linus and 87 others"],
    [{ count: 1, isOwn: false }, [], "1 person"],
    [{ count: 4, isOwn: false }, [], "4 people"],
    [{ count: 4, isOwn: true }, [], "You and 3 others"],
  ])("%j", (reaction, known, said) => {
    expect(reactorNames({ emoji: "👍", ...reaction }, known, ADA, 5)).toBe(said);
  });
});
