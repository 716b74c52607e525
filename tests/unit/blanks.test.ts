import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { checkMessage } from "@/components/composer/check-message.ts";
import { sendInputSchema } from "@/lib/messages/input-schema.ts";
import { createRoomInputSchema } from "@/lib/rooms/input-schema.ts";
import { hidesCharacters, isInvisible } from "@/lib/text.ts";
import { registerInputSchema, usernameSchema } from "@/lib/users/credentials-schema.ts";
import { profileInputSchema } from "@/lib/users/profile-schema.ts";

/** The 4,200 or so characters that Unicode defines as invisible. */
const IGNORABLE = Array.from({ length: 0x110000 }, (_, point) => point)
  .filter((point) => point < 0xd800 || point > 0xdfff)
  .map((point) => String.fromCodePoint(point))
  .filter((sign) => /\p{Default_Ignorable_Code_Point}/u.test(sign));
const BLANKS = [
  ...IGNORABLE,
  "\u2800",
  "\u3164",
  "\u115f",
  "\u1160",
  "\uffa0",
  "\u17b4",
  "\u200b",
  " ",
  "\u3000",
  "\u{1d159}",
];

const takes = (schema: z.core.$ZodType, value: unknown) => z.safeParse(schema, value).success;
const room = (name: string) => ({ kind: "OPEN", name });

describe("a text that shows nothing is empty", () => {
  test("as username, display name, room name and message, whatever it is made of", () => {
    expect(IGNORABLE.length).toBeGreaterThan(4000);
    const through: string[] = [];
    for (const blank of BLANKS)
      for (const text of [blank, blank.repeat(9), ` ${blank}\n${blank} `])
        if (
          takes(usernameSchema, text) ||
          takes(profileInputSchema, { displayName: text }) ||
          takes(createRoomInputSchema, room(text)) ||
          takes(sendInputSchema, { body: text }) ||
          takes(registerInputSchema, { username: "vera", displayName: text }) ||
          !isInvisible(text)
        )
          through.push(text);
    expect(through.map((text) => text.codePointAt(0)?.toString(16))).toEqual([]);
  });

  test("and says so in the words for what is missing", () => {
    expect(z.safeParse(sendInputSchema, { body: "\u3164" }).error?.issues[0]?.message).toBe("The message is empty.");
    expect(z.safeParse(createRoomInputSchema, room("\u2800")).error?.issues[0]?.message).toBe("The name is missing.");
    expect(z.safeParse(usernameSchema, "\u3164\u3164").error?.issues[0]?.message).toBe("Choose a username.");
  });

  test("beside files it is no words at all", () => {
    const file = { id: "f1" };
    expect(z.parse(sendInputSchema, { body: "\u200b\u2800", files: [file] }).body).toBe("");
  });

  test.each(["a", ".", "\u0301a", "❤️", "👩‍💻", "می‌خواهم", "\u200ba", "-", "\u00a0x"])("%j shows something", (text) => {
    expect(isInvisible(text)).toBe(false);
    expect(takes(sendInputSchema, { body: text })).toBe(true);
    expect(checkMessage(text, 0).isProblem).toBe(false);
  });
});

describe("a character that cannot be seen", () => {
  test("is in no username and no room name, wherever it stands", () => {
    const through: string[] = [];
    for (const sign of IGNORABLE)
      for (const name of [`vera${sign}`, `${sign}vera`, `ve${sign}ra`]) {
        // Blanks at the ends are trimmed, so the name stays the same.
        if (name.trim() === "vera") continue;
        if (takes(usernameSchema, name) || takes(createRoomInputSchema, room(name))) through.push(name);
      }
    expect(through.map((name) => JSON.stringify(name))).toEqual([]);
  });

  test("neither beside a letter that is an emoji too", () => {
    expect(takes(usernameSchema, "ℹvan")).toBe(true);
    expect(takes(usernameSchema, "ℹ\ufe0fvan")).toBe(false);
  });

  test.each(["❤️ Team", "👩🏽‍💻 Code", "🏳️‍🌈", "🏴󠁧󠁢󠁷󠁬󠁳󠁿 Cymru", "Level 1️⃣", "می‌خواهم", "क्‍ष"])(
    "belongs to %s, which is a name of a room",
    (name) => {
      expect(/\p{Default_Ignorable_Code_Point}/u.test(name), "there is one").toBe(true);
      expect(hidesCharacters(name)).toBe(false);
      expect(takes(createRoomInputSchema, room(name))).toBe(true);
    },
  );

  test.each(["Team\u200d", "T\u200ceam", "1\ufe0f", "ف\u200c", "\u202eTeam"])("does not belong to %j", (name) => {
    expect(takes(createRoomInputSchema, room(name))).toBe(false);
  });
});
