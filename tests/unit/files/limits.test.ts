import { describe, expect, test } from "vitest";
import { findUploadRefusal, formatMegabytes, listUploadWarnings } from "../../../lib/files/limits.ts";

const MAX = 16 * 1024 * 1024;
const limits = { maxBytes: MAX, forbiddenTypes: ["exe", "bat"] };

describe("what is known of a file before its first byte is sent", () => {
  test.each(["design.psd", "slides.key", "backup.rar", "film.mkv", "walk.gpx", "disk.dmg", "no-ending", "IMG_1.HEIC"])(
    "%s can be shared",
    (name) => {
      expect(findUploadRefusal({ name, size: 1 }, limits)).toBeNull();
    },
  );

  test.each(["setup.exe", "SETUP.EXE", "setup.pdf.exe", "setup.exe.", "setup.exe ", "setup.ｅｘｅ"])(
    "%s cannot, when an administrator has ruled out exe",
    (name) => {
      expect(findUploadRefusal({ name, size: 1 }, limits)).toBe("Files that end in .exe cannot be shared here.");
      expect(findUploadRefusal({ name, size: 1 }, { ...limits, forbiddenTypes: [] })).toBeNull();
    },
  );

  test.each(["exe", ".exe", "exe.txt", "setup.exec"])("%s can: it only looks like it", (name) => {
    expect(findUploadRefusal({ name, size: 1 }, limits)).toBeNull();
  });

  test("a refusal for size names the limit", () => {
    expect(findUploadRefusal({ name: "a.png", size: MAX }, limits)).toBeNull();
    expect(findUploadRefusal({ name: "a.png", size: MAX + 1 }, limits)).toBe(
      "a.png has 16.1 MB. A file can have at most 16 MB.",
    );
    expect(findUploadRefusal({ name: "a.png", size: 0 }, limits)).toBe("a.png is empty.");
    expect(formatMegabytes(1)).toBe("0.1 MB");
  });
});

describe("whoever attaches", () => {
  test("a document is told that it goes as it is; of pictures, sound and plain text there is nothing to say", () => {
    expect(listUploadWarnings(["plan.pdf", "a.png", "b.docx"])).toEqual([
      "Documents are shared as they are, with the author’s name and dates in them.",
    ]);
    expect(listUploadWarnings(["a.png", "b.mp3", "notes.txt"])).toEqual([]);
  });

  test("a photo that nobody's browser shows is told so, with what to do instead", () => {
    expect(listUploadWarnings(["IMG_1.HEIC"])).toEqual([
      "IMG_1.HEIC cannot be shown here: it is shared as a file, with the place where it was taken. Export it as JPEG to show it.",
    ]);
    expect(listUploadWarnings(["1.heic", "2.dng"])).toEqual([
      "2 photos cannot be shown here: they are shared as files, with the place where they were taken.",
    ]);
  });
});
