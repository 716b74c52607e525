import { describe, expect, test } from "vitest";
import { fileUrl, srcSetOf } from "../../../lib/files/file-url.ts";
import { filesLabel, splitName } from "../../../lib/files/labels.ts";
import type { MessageFile } from "../../../lib/files/message-file.ts";
import { summaryOf } from "../../../lib/messages/summary.ts";

const file = (kind: MessageFile["kind"], name: string): MessageFile => ({
  ...{ id: name, kind, name, size: 1, type: "x/y", width: null, height: null, animated: false },
  ...{ placeholder: null, alt: "", durationMs: null, posterId: null },
});
const photo = file("image", "IMG_1.jpg");
const notes = file("document", "notes.pdf");

describe("what a message shares, in words", () => {
  test("one thing is named by what it is, a document by its name", () => {
    expect(filesLabel([photo])).toBe("Photo");
    expect(filesLabel([file("video", "a.mp4")])).toBe("Video");
    expect(filesLabel([file("audio", "song.mp3")])).toBe("Audio");
    expect(filesLabel([file("audio", "Voice message 2026-11-21 14.05.weba")])).toBe("Voice message");
    expect(filesLabel([notes])).toBe("notes.pdf");
  });

  test("several are counted, by their kind when they have one", () => {
    expect(filesLabel([photo, photo, photo])).toBe("3 photos");
    expect(filesLabel([photo, notes])).toBe("2 files");
    expect(filesLabel([])).toBe("");
  });

  test("a message in short is its words, and what it shares beside them or alone", () => {
    expect(summaryOf({ body: "**Look**", files: [] }, 100)).toBe("Look");
    expect(summaryOf({ body: "", files: [photo] }, 100)).toBe("Photo");
    expect(summaryOf({ body: "Look", files: [photo, photo] }, 100)).toBe("Look (2 photos)");
  });
});

describe("a long name keeps its end", () => {
  test("the ending and a little before it stay", () => {
    const { start, end } = splitName("Minutes of the meeting of the board.pdf");
    expect(start + end).toBe("Minutes of the meeting of the board.pdf");
    expect(end).toBe("oard.pdf");
  });

  test("a short one is not cut, and a sign of two halves never is", () => {
    expect(splitName("a.txt")).toEqual({ start: "a.txt", end: "" });
    expect(splitName("🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊").end).toBe("🦊🦊🦊🦊");
  });
});

describe("an image's smaller versions", () => {
  test("each is offered with the width that it has", () => {
    expect(srcSetOf({ id: "f", width: 1000, height: 2000 })).toBe(
      `${fileUrl("f", 320)} 160w, ${fileUrl("f", 800)} 400w, ${fileUrl("f", 1600)} 800w`,
    );
  });

  test("none is offered that would be no smaller than the one before", () => {
    expect(srcSetOf({ id: "f", width: 500, height: 100 })).toBe(`${fileUrl("f", 320)} 320w, ${fileUrl("f", 800)} 500w`);
    expect(srcSetOf({ id: "f", width: 300, height: 100 })).toBe(`${fileUrl("f", 320)} 300w`);
    expect(srcSetOf({ id: "f", width: null, height: null })).toBeUndefined();
  });
});
