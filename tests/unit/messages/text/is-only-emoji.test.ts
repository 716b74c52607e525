import { expect, test } from "vitest";
import { isOnlyEmoji } from "../../../../lib/messages/text/is-only-emoji.ts";

test("a few emoji alone are large, text and many are not", () => {
  for (const body of ["😀", "👍🏽 🎉", "👩‍👩‍👧‍👦", "🇩🇪🇫🇷", "❤️", "1️⃣"])
    expect([body, isOnlyEmoji(body)]).toEqual([body, true]);
  for (const body of ["", " ", "1", "#", "a😀", "😀".repeat(13), "©", "12"])
    expect([body, isOnlyEmoji(body)]).toEqual([body, false]);
});
