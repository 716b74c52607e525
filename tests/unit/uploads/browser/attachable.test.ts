import { describe, expect, test } from "vitest";
import { findUploadRefusal } from "../../../../lib/files/limits.ts";
import { moveItem, splitAttachable, toKeptFile } from "../../../../lib/uploads/browser/attachable.ts";
import { describeRefusal } from "../../../../lib/uploads/browser/upload.ts";

const MB = 1024 * 1024;
const limits = { maxBytes: 16 * MB, forbiddenTypes: ["exe"] };
const file = (name: string, size = 10) => ({ name, size, type: "" });
const names = (files: { name: string }[]) => files.map(({ name }) => name);

describe("what is attached", () => {
  test("is everything that can be shared, and the rest is named with its reason", () => {
    const given = [file("a.png"), file("film.mov", 17 * MB), file("setup.exe"), file("none.txt", 0), file("b.pdf")];
    const { accepted, refusals } = splitAttachable(given, 0, limits);
    expect(names(accepted)).toEqual(["a.png", "b.pdf"]);
    expect(refusals).toEqual([
      "film.mov has 17 MB. A file can have at most 16 MB.",
      "Files that end in .exe cannot be shared here.",
      "none.txt is empty.",
    ]);
  });

  test("may be large while the server has not told its limits, which it holds itself", () => {
    expect(names(splitAttachable([file("film.mov", 17 * MB)], 0, null).accepted)).toEqual(["film.mov"]);
  });

  test("is at most ten files with those that are there, and what cannot be shared takes no place", () => {
    const given = [file("x.exe"), ...["a", "b", "c"].map((name) => file(`${name}.txt`))];
    const { accepted, refusals } = splitAttachable(given, 8, limits);
    expect(names(accepted)).toEqual(["a.txt", "b.txt"]);
    expect(refusals.at(-1)).toBe("A message can have at most 10 files. c.txt was not attached.");
    expect(splitAttachable(given, 10, limits).refusals.at(-1)).toBe(
      "A message can have at most 10 files. 3 files were not attached.",
    );
  });

  test("is kept as what its name says, whatever the browser calls it", () => {
    const place = { id: "1", viewerId: "ada", owner: "draft", position: 0, attachedAt: 0 };
    expect(toKeptFile({ name: "Clip.MOV", size: 5, type: "text/html" }, place)).toMatchObject({
      kind: "video",
      type: "video/quicktime",
      fileId: null,
      presigned: null,
    });
  });
});

test("a file moves by places, and no further than the ends", () => {
  const ids = ["a", "b", "c", "d"];
  expect(moveItem(ids, "c", -1)).toEqual(["a", "c", "b", "d"]);
  expect(moveItem(ids, "a", 2)).toEqual(["b", "c", "a", "d"]);
  expect(moveItem(ids, "a", -1)).toEqual(ids);
  expect(moveItem(ids, "b", 9)).toEqual(["a", "c", "d", "b"]);
  expect(moveItem(ids, "x", 1)).toEqual(ids);
  expect(ids).toEqual(["a", "b", "c", "d"]);
});

test("a refusal names its file once, also when the reason names it, in full or cut", () => {
  expect(describeRefusal("plan.pdf", "It is not a PDF.")).toBe("plan.pdf was refused: It is not a PDF.");
  expect(describeRefusal("plan.pdf", "plan.pdf is empty.")).toBe("plan.pdf is empty.");
  const long = `${"a very long name ".repeat(5)}.pdf`;
  const reason = findUploadRefusal({ name: long, size: 0 }, limits);
  expect(describeRefusal(long, reason)).toBe(reason);
  expect(describeRefusal("plan.pdf", null)).toMatch(/^plan\.pdf was refused: /);
});
