import { describe, expect, test } from "vitest";
import { customName, EMOJI_NAME, NAME_MAX, namesIn } from "@/lib/emoji/names.ts";
import { canAddEmoji, canRemoveEmoji } from "@/lib/emoji/policy.ts";
import { addEmojiSchema } from "@/lib/emoji/schema.ts";
import { splitAtNames } from "@/lib/emoji/split-at-names.ts";

describe("what may be names of custom emoji in a text", () => {
  test("stands between colons, also without a space", () => {
    expect(namesIn("hello :party: :party_parrot::ok-hand:, :party:!")).toEqual(["party", "party_parrot", "ok-hand"]);
    expect(splitAtNames("a :party: b:c: :x:d")).toEqual(["a ", "party", " b:c: :x:d"]);
  });

  test.each(["at 10:30:15", "std:map:less", "c:users:ada", "::", ": party:", ":Party:", ":_x_:", "12:ab:34", ":é:"])(
    "is nothing in %s",
    (text) => expect(namesIn(text)).toEqual([]),
  );

  test("is looked for in one walk over the text, and so many of them", () => {
    expect(namesIn(`${":a".repeat(100_000)}:`)).toEqual([]);
    const many = Array.from({ length: 300 }, (_, n) => `:name${n}:`).join(" ");
    expect(namesIn(many)).toHaveLength(50);
    expect(namesIn(`:${"x".repeat(NAME_MAX)}: :${"y".repeat(NAME_MAX + 1)}:`)).toEqual(["x".repeat(NAME_MAX)]);
  });
});

describe("a name", () => {
  test.each(["party", "party_parrot", "100-percent", "ok", "x".repeat(NAME_MAX)])("can be %s", (name) =>
    expect(EMOJI_NAME.test(name)).toBe(true),
  );
  test.each(["", "x", "30", "_party", "party_", "a b", "Party", "über", "a:b", "x".repeat(NAME_MAX + 1), "a/../b"])(
    "cannot be %j",
    (name) => expect(EMOJI_NAME.test(name)).toBe(false),
  );
  test("may be written with its colons and in capitals", () => {
    const input = { name: " :Party: ", aliases: ["Parrot"], fileId: "file" };
    expect(addEmojiSchema.parse(input)).toEqual({ name: "party", aliases: ["parrot"], fileId: "file" });
  });
  test("is told apart from an emoji of Unicode in a reaction", () => {
    expect(customName(":party:")).toBe("party");
    expect(["🎉", "party", ":party", ":a::b:", ":x:\n"].map(customName)).toEqual(Array(5).fill(undefined));
  });
});

describe("who adds emoji", () => {
  const [admin, member, guest] = ["ADMIN", "MEMBER", "GUEST"].map((role) => ({ id: role, role }));
  if (!admin || !member || !guest) throw new Error("the cast is missing");
  test("is an administrator, a member where it is allowed, and never a guest", () => {
    expect([admin, member, guest].map((one) => canAddEmoji(one, false))).toEqual([true, false, false]);
    expect([admin, member, guest].map((one) => canAddEmoji(one, true))).toEqual([true, true, false]);
  });
  test("removes their own while they may add some; administrators remove any", () => {
    expect(canRemoveEmoji(member, member.id, true)).toBe(true);
    expect(canRemoveEmoji(member, member.id, false)).toBe(false);
    expect(canRemoveEmoji(member, admin.id, true)).toBe(false);
    expect(canRemoveEmoji(admin, member.id, false)).toBe(true);
  });
});
