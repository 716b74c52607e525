import { describe, expect, test } from "vitest";
import { checkMessage } from "@/components/composer/check-message.ts";
import { FILES_PER_MESSAGE_MAX } from "@/lib/files/limits.ts";
import { BODY_MAX } from "@/lib/messages/schema.ts";

describe("what the writer of a message is told", () => {
  test("is nothing while there is room", () => {
    expect(checkMessage("Hello", 1)).toEqual({ text: "", isProblem: false });
  });

  test("is how much is left when it becomes little, and what is too much", () => {
    expect(checkMessage("a".repeat(BODY_MAX), 0)).toEqual({ text: "0 characters left", isProblem: false });
    expect(checkMessage(`${"a".repeat(BODY_MAX)}  \n`, 0).isProblem).toBe(false);
    expect(checkMessage("a".repeat(BODY_MAX + 1), 0)).toEqual({
      text: expect.stringMatching(/^1 character too many/),
      isProblem: true,
      isTooLong: true,
    });
    expect(checkMessage("🦊".repeat(BODY_MAX), 0).isProblem).toBe(false);
  });

  test("is that there are too many files, or what no server could store", () => {
    expect(checkMessage("", FILES_PER_MESSAGE_MAX).isProblem).toBe(false);
    expect(checkMessage("", FILES_PER_MESSAGE_MAX + 2)).toEqual({
      text: expect.stringMatching(/Take 2 out/),
      isProblem: true,
    });
    expect(checkMessage("a\0b", 0).isProblem).toBe(true);
  });
});
