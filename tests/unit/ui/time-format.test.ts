import { afterEach, describe, expect, test, vi } from "vitest";
import { browserReader, formatDay, formatTime, readLocale, readZone } from "../../../components/ui/time-format.ts";

const berlin = { locale: "en-GB", zone: "Europe/Berlin" };
const tokyo = { locale: "de-DE", zone: "Asia/Tokyo" };
const now = Date.parse("2026-03-10T12:00:00Z");
const at = (iso: string, mode: "time" | "clock" | "short" | "relative" | "date", reader = berlin) =>
  formatTime(iso, mode, reader, now);

describe("a time as its reader knows it", () => {
  test("one moment is another hour, and another day, elsewhere", () => {
    expect(at("2026-03-09T23:30:00Z", "time")).toBe("00:30");
    expect(at("2026-03-09T23:30:00Z", "time", tokyo)).toBe("08:30");
    expect(at("2026-03-09T23:30:00Z", "date", tokyo)).toBe("10. März 2026");
  });

  test("where it has to be narrow, without its half of the day", () => {
    const boston = { locale: "en-US", zone: "America/New_York" };
    expect(at("2026-03-10T02:45:00Z", "clock", boston)).toBe("10:45");
    expect(at("2026-03-10T02:45:00Z", "clock")).toBe("03:45");
    expect(at("2026-03-10T02:45:00Z", "clock", { locale: "ko-KR", zone: "Asia/Seoul" })).toBe("11:45");
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
    expect(readZone("Europe%2FBerlin")).toBe("Europe/Berlin");
    for (const bad of [undefined, "", "Mars/Olympus", "%E0%A4%A", "x".repeat(5000)]) expect(readZone(bad)).toBe("UTC");
  });

  test("the first language it knows, else English", () => {
    expect(readLocale("de-DE,de;q=0.9,en;q=0.8")).toBe("de-DE");
    for (const bad of [null, "", "*", "!!,,;;", "x".repeat(5000)]) expect(readLocale(bad)).toBe("en");
  });
});

describe("a browser that tells what Intl does not take", () => {
  afterEach(() => vi.unstubAllGlobals());
  const reader = (language: string, languages: string[] = []) => {
    vi.stubGlobal("navigator", { language, languages });
    return browserReader();
  };

  test("a system without a language has English instead of a page that ends", () => {
    for (const language of ["C", "C.UTF-8", "POSIX", "", "*", "en_US.UTF-8@euro@", "x".repeat(5000)])
      expect(() => formatTime("2026-03-10T08:05:00Z", "full", reader(language), now)).not.toThrow();
    expect(reader("C").locale).toBe("en");
  });

  test("a language written as the system writes it is that language, and the next one is taken where the first is none", () => {
    expect(reader("de_AT.UTF-8").locale).toBe("de-AT");
    expect(reader("C", ["fr-CA", "en"]).locale).toBe("fr-CA");
  });

  test("a zone that is none is UTC", () => {
    const own = Intl.DateTimeFormat.prototype.resolvedOptions;
    for (const timeZone of [undefined, "Etc/Unknown", ":/etc/localtime"]) {
      const told = vi
        .spyOn(Intl.DateTimeFormat.prototype, "resolvedOptions")
        .mockReturnValueOnce({ timeZone } as unknown as Intl.ResolvedDateTimeFormatOptions);
      const { zone } = reader("en");
      told.mockRestore();
      expect(["UTC", "Etc/Unknown"]).toContain(zone);
      expect(() => formatTime("2026-03-10T08:05:00Z", "short", { locale: "en", zone }, now)).not.toThrow();
    }
    expect(Intl.DateTimeFormat.prototype.resolvedOptions).toBe(own);
  });
});

describe("whatever a browser writes between the parts of a date", () => {
  test("today is today, this week has weekdays, and this year has no year", () => {
    for (const locale of ["en-CA", "en-GB", "de-DE", "ar-EG", "fa-IR", "th-TH", "ja-JP-u-ca-japanese", "my-MM"]) {
      const reader = { locale, zone: "Europe/Berlin" };
      const words = (iso: string) => formatTime(iso, "short", reader, now);
      expect(words("2026-03-10T08:05:00Z")).toBe(formatTime("2026-03-10T08:05:00Z", "time", reader, now));
      expect(words("2026-03-08T08:05:00Z")).toBe(
        new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" }).format(new Date("2026-03-08")),
      );
      expect(formatDay("2026-03-09T22:59:00Z", now, reader)).not.toBe(formatDay("2026-03-09T23:00:00Z", now, reader));
    }
  });

  test("the year of another year is shown, in calendars that count otherwise too", () => {
    const thai = { locale: "th-TH", zone: "Asia/Bangkok" };
    expect(formatTime("2026-02-01T08:05:00Z", "short", thai, now)).not.toContain("2569");
    expect(formatTime("2025-02-01T08:05:00Z", "short", thai, now)).toContain("2568");
    // The Persian year 1404 ends ten days after this `now`, so February belongs to it, and so does last April.
    const persian = { locale: "fa-IR-u-nu-latn", zone: "Asia/Tehran" };
    expect(formatTime("2025-04-01T08:05:00Z", "short", persian, now)).not.toContain("1404");
    expect(formatTime("2025-03-01T08:05:00Z", "short", persian, now)).toContain("1403");
  });
});
