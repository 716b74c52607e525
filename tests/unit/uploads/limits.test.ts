import { describe, expect, test } from "vitest";
import { fileTypeOf, megabytes, refusalOf } from "../../../lib/uploads/limits.ts";

const MAX = 16 * 1024 * 1024;

describe("what is known of a file before its first byte is sent", () => {
  test.each([
    ["photo.PNG", "image/png"],
    ["a.b.jpg", "image/jpeg"],
    ["page.html", "text/plain"],
    ["drawing.svg", "text/plain"],
    ["photo.jpg.html", "text/plain"],
  ])("%s is served as %s", (name, type) => {
    expect(fileTypeOf(name)?.type).toBe(type);
  });

  test.each(["setup.exe", "no-ending", "trick.png.", ".png ", "a.constructor", "a.__proto__"])(
    "%s cannot be shared",
    (name) => {
      expect(fileTypeOf(name)).toBeNull();
      expect(refusalOf({ name, size: 1 }, MAX)).toMatch(/cannot be shared/);
    },
  );

  test.each(["IMG_1.HEIC", "x.heif"])("%s is refused with what to do instead", (name) => {
    expect(fileTypeOf(name)).toBeNull();
    expect(refusalOf({ name, size: 1 }, MAX)).toMatch(/is in Apple's HEIC format.+Export it as JPEG/);
  });

  test("a refusal for size names the limit", () => {
    expect(refusalOf({ name: "a.png", size: MAX }, MAX)).toBeNull();
    expect(refusalOf({ name: "a.png", size: MAX + 1 }, MAX)).toBe("a.png has 16.1 MB. A file can have at most 16 MB.");
    expect(refusalOf({ name: "a.png", size: 0 }, MAX)).toBe("a.png is empty.");
    expect(megabytes(1)).toBe("0.1 MB");
  });
});
