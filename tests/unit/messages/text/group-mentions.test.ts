// One table defines the mentions of a whole room, and everything that reads mentions agrees with it.
import { expect, test } from "vitest";
import { searchablePeople, suggestMentions } from "../../../../components/composer/completion.ts";
import { GROUP_MENTIONS, RESERVED_MENTIONS } from "../../../../lib/messages/text/group-mentions.ts";
import { isCalledBy, isMentionedIn, mentionsOf } from "../../../../lib/messages/text/mentions-of.ts";
import { usernameSchema } from "../../../../lib/users/credentials-schema.ts";
import * as z from "../../../../lib/z.ts";

const NAMES = Object.values(GROUP_MENTIONS).flatMap(({ names }) => [...names]);

test.each(NAMES)("@%s calls ada, is drawn as calling her, and is nobody's name", (name) => {
  expect(isMentionedIn(`Lunch, @${name}?`, ["ada"])).toBe(true);
  expect(isCalledBy([name], ["ada"])).toBe(true);
  expect(mentionsOf(`@${name}`).names).toEqual([]);
  expect(z.safeParse(usernameSchema, name.toUpperCase()).success).toBe(false);
});

test("nobody is called by @me, and nobody is named so", () => {
  expect(isMentionedIn("@me", ["me"])).toBe(false);
  expect([...RESERVED_MENTIONS].sort()).toEqual([...NAMES, "me"].sort());
  expect(z.safeParse(usernameSchema, "me").success).toBe(false);
  expect(z.safeParse(usernameSchema, "ada").success).toBe(true);
});

test("ada is not called by what calls somebody else, nor in code", () => {
  expect(isMentionedIn("@grace, look", ["ada"])).toBe(false);
  expect(isMentionedIn("`@all`", ["ada"])).toBe(false);
  expect(isMentionedIn("@grace and @ada", ["ada"])).toBe(true);
});

test("completion offers one name of each group", () => {
  const offered = suggestMentions("", searchablePeople([], [], true)).map(({ label, detail }) => [label, detail]);
  expect(offered).toEqual([
    ["@all", "Everyone in this room"],
    ["@here", "Everyone who is online"],
  ]);
  expect(suggestMentions("", searchablePeople([], [], false))).toEqual([]);
});
