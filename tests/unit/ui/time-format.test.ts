import { describe, expect, test } from "vitest";
import { formatTime, readLocale, readZone } from "../../../components/ui/time-format.ts";

const berlin = { locale: "en-GB", zone: "Europe/Berlin" };
const tokyo = { locale: "de-DE", zone: "Asia/Tokyo" };
const now = Date.parse("2026-03-10T12:00:00Z");
const at = (iso: string, mode: "time" | "short" | "relative" | "date", reader = berlin) =>
  formatTime(iso, mode, reader, now);

describe("a time as its reader knows it", () => {
  test("one moment is another hour, and another day, elsewhere", () => {
    expect(at("2026-03-09T23:30:00Z", "time")).toBe("00:30");
    expect(at("2026-03-09T23:30:00Z", "time", tokyo)).toBe("08:30");
    expect(at("2026-03-09T23:30:00Z", "date", tokyo)).toBe("10. März 2026");
  });

  test("in lists: the time today, the weekday this week, else the day", () => {
    expect(at("2026-03-10T08:05:00Z", "short")).toBe("09:05");
    expect(at("2026-03-08T08:05:00Z", "short")).toBe("Sun");
    expect(at("2026-02-01T08:05:00Z", "short")).toBe("1 Feb");
    expect(at("2025-02-01T08:05:00Z", "short")).toBe("1 Feb 2025");
  });

  test("today begins at the reader's midnight", () => {
    expect(at("2026-03-09T23:30:00Z", "short")).toBe("00:30");
    expect(at("2026-03-09T22:30:00Z", "short")).toBe("Mon");
  });

  test("how long ago, in words", () => {
    expect(at("2026-03-10T11:59:40Z", "relative")).toBe("now");
    expect(at("2026-03-10T11:55:00Z", "relative")).toBe("5 minutes ago");
    expect(at("2026-03-10T09:00:00Z", "relative")).toBe("3 hours ago");
    expect(at("2026-03-09T09:00:00Z", "relative")).toBe("yesterday");
    expect(at("2026-02-01T09:00:00Z", "relative")).toBe("1 Feb");
  });

  test("a clock that runs behind the server's shows no future", () => {
    expect(at("2026-03-10T12:02:00Z", "relative")).toBe("now");
  });

  test("what is no time shows nothing instead of failing", () => {
    expect(at("tomorrow", "time")).toBe("");
  });
});

describe("what the server may believe of a request", () => {
  test("a zone it knows, else UTC", () => {
    expect(readZone("Europe/Berlin")).toBe("Europe/Berlin");
    for (const bad of [undefined, "", "Mars/Olympus", "%E0%A4%A", "x".repeat(5000)]) expect(readZone(bad)).toBe("UTC");
  });

  test("the first language it knows, else English", () => {
    expect(readLocale("de-DE,de;q=0.9,en;q=0.8")).toBe("de-DE");
    for (const bad of [null, "", "*", "!!,,;;", "x".repeat(5000)]) expect(readLocale(bad)).toBe("en");
  });
});
