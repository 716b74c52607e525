import { dayKey, firstValidLocale, validTimeZone } from "@/lib/calendar";

export type TimeMode = "time" | "clock" | "date" | "relative" | "short" | "full";
export type Reader = { locale: string; zone: string };

type Kind = "time" | "date" | "full" | "weekday" | "day" | "dayAndYear" | "fullDay" | "fullDayAndYear" | "year";

const OPTIONS: Record<Kind, Intl.DateTimeFormatOptions> = {
  time: { timeStyle: "short" },
  date: { dateStyle: "long" },
  full: { dateStyle: "full", timeStyle: "short" },
  weekday: { weekday: "short" },
  day: { day: "numeric", month: "short" },
  dayAndYear: { day: "numeric", month: "short", year: "numeric" },
  fullDay: { weekday: "long", day: "numeric", month: "long" },
  fullDayAndYear: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  year: { year: "numeric" },
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const formats = new Map<string, Intl.DateTimeFormat>();

// Formats are cached, because making an Intl.DateTimeFormat costs far more than using one and a timeline shows hundreds
// of times.
function formatOf(kind: Kind, { locale, zone }: Reader): Intl.DateTimeFormat {
  const key = `${kind} ${locale} ${zone}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale, { ...OPTIONS[kind], timeZone: zone });
    formats.set(key, made);
  }
  return made;
}

const format = (kind: Kind, date: Date | number, reader: Reader): string => formatOf(kind, reader).format(date);

/** The year is that of the reader's calendar, which may not begin in January. */
function isSameYear(one: Date | number, other: Date | number, reader: Reader): boolean {
  const yearOf = (value: Date | number) =>
    formatOf("year", reader)
      .formatToParts(value)
      .filter(({ type }) => type !== "literal")
      .map(({ value: text }) => text)
      .join(" ");
  return yearOf(one) === yearOf(other);
}

/** Whole calendar days from `date` to `now` in the reader's time zone. */
function daysBetween(date: Date, now: number, zone: string): number {
  const day = (value: number | Date) => Date.parse(`${dayKey(value, zone)}T00:00:00Z`);
  return Math.round((day(now) - day(date)) / (24 * HOUR_MS));
}

/**
 * `iso` in words for the reader. `short` is for lists: the time today, then the weekday, then the date. `clock` is the
 * time without AM and PM, for narrow places. `relative` is "5 minutes ago" up to a week, then the date. Without `now`
 * both are the plain date.
 */
export function formatTime(iso: string, mode: TimeMode, reader: Reader, now: number | null): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return "";
  if (mode === "time" || mode === "date" || mode === "full") return format(mode, date, reader);
  if (mode === "clock") return clock(date, reader);
  if (now === null) return format("day", date, reader);
  const days = daysBetween(date, now, reader.zone);
  if (mode === "short") {
    if (days === 0) return format("time", date, reader);
    if (days > 0 && days < 7) return format("weekday", date, reader);
  } else if (days < 7) {
    const words = new Intl.RelativeTimeFormat(reader.locale, { numeric: "auto" });
    const past = Math.max(0, now - date.getTime());
    if (past < MINUTE_MS) return words.format(0, "second");
    if (past < HOUR_MS) return words.format(-Math.floor(past / MINUTE_MS), "minute");
    if (days === 0) return words.format(-Math.floor(past / HOUR_MS), "hour");
    return words.format(-days, "day");
  }
  return format(isSameYear(date, now, reader) ? "day" : "dayAndYear", date, reader);
}

function clock(date: Date, reader: Reader): string {
  const parts = formatOf("time", reader).formatToParts(date);
  const kept = parts.filter(({ type }) => type !== "dayPeriod").map(({ value }) => value);
  return kept.join("").trim();
}

/**
 * The day of `iso`: "Today", "Yesterday", "Monday, 3 November". The year is added when it is another year or `now` is
 * unknown.
 */
export function formatDay(iso: string, now: number | null, reader: Reader): string {
  const date = new Date(iso);
  if (now === null) return format("fullDayAndYear", date, reader);
  const days = daysBetween(date, now, reader.zone);
  if (days === 0 || days === 1) {
    return capitalised(new Intl.RelativeTimeFormat(reader.locale, { numeric: "auto" }).format(-days, "day"), reader);
  }
  return format(isSameYear(date, now, reader) ? "fullDay" : "fullDayAndYear", date, reader);
}

function capitalised(words: string, { locale }: Reader): string {
  return words.slice(0, 1).toLocaleUpperCase(locale) + words.slice(1);
}

export const ZONE_COOKIE = "parley-zone";

/** The time zone from the browser's cookie, or UTC where this machine does not know it. */
export function readZone(value: string | undefined): string {
  try {
    return validTimeZone(decodeURIComponent(value ?? ""));
  } catch {
    return validTimeZone(null);
  }
}

/** The first language of an Accept-Language header that this machine knows. */
export function readLocale(header: string | null): string {
  return firstValidLocale((header ?? "").split(",").map((part) => part.split(";")[0]?.trim()));
}

/** The language and time zone of this browser. */
export function browserReader(): Reader {
  return {
    locale: firstValidLocale([navigator.language, ...(navigator.languages ?? [])]),
    zone: validTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone),
  };
}
