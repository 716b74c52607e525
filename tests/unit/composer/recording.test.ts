import { afterEach, describe, expect, test, vi } from "vitest";
import { recordingFileName, recordingProblemOf } from "../../../components/composer/recording.ts";
import { canRecord, recordingFormat } from "../../../components/composer/recording-format.ts";
import { findUploadRefusal } from "../../../lib/files/limits.ts";
import { fileTypeOf } from "../../../lib/files/types.ts";

test("a recording has a name that can be shared and sorted", () => {
  const name = recordingFileName(new Date(2026, 0, 5, 9, 7), "weba");
  expect(name).toBe("Voice message 2026-01-05 09.07.weba");
  expect([findUploadRefusal({ name, size: 1 }, { maxBytes: 10, forbiddenTypes: [] }), fileTypeOf(name).kind]).toEqual([
    null,
    "audio",
  ]);
});

test("a missing microphone is told apart from one that is not allowed", () => {
  const reasons = ["NotAllowedError", "NotFoundError", "NotReadableError"].map(recordingProblemOf);
  expect(reasons[0]).toContain("not allowed");
  expect(reasons[1]).toContain("No microphone was found");
  expect(new Set(reasons).size).toBe(3);
});

describe("a microphone is offered", () => {
  afterEach(() => vi.unstubAllGlobals());
  const browser = (types: string[] | null, mediaDevices: unknown = { getUserMedia: () => {} }) => {
    vi.stubGlobal("navigator", { mediaDevices });
    const isTypeSupported = (type: string) => types?.includes(type) ?? false;
    vi.stubGlobal("MediaRecorder", types && Object.assign(() => {}, { isTypeSupported }));
    return canRecord();
  };

  test("where something can be recorded, in the format that plays in most places", () => {
    expect(browser(["audio/ogg;codecs=opus", "audio/webm;codecs=opus"])).toBe(true);
    expect(recordingFormat()?.extension).toBe("weba");
    expect(browser(["audio/webm;codecs=opus", "audio/mp4;codecs=mp4a.40.2"])).toBe(true);
    expect(recordingFormat()?.extension).toBe("m4a");
  });

  test("not where there is no recorder, no format, or no microphone for a page of plain http", () => {
    expect(browser(null)).toBe(false);
    expect(browser([])).toBe(false);
    expect(browser(["audio/mp4"], null)).toBe(false);
    expect(browser(["audio/mp4"], {})).toBe(false);
  });
});
