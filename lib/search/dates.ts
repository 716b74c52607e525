import { dayKey } from "../calendar.ts";

/** A stretch of time, in milliseconds since 1970: from the first until before the second. */
export type Span = { from: number; to: number };

type Day = { year: number; month: number; day: number };

const EXACT = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;

/**
 * The time that a date means to somebody in a zone: `2026-11-26`, `2026-11`, `2026`, `today`, `yesterday`, or `this` or `last`
 * and `week`, `month` or `year`. Weeks begin on Monday. Null when it is none.
 */
export function spanOf(text: string, now: number, zone: string): Span | null {
  const words = text.trim().toLowerCase();
  const exact = EXACT.exec(words);
  if (exact) return exactSpan(exact, zone);
  const today = dayOf(now, zone);
  if (words === "today") return days(today, 0, 1, zone);
  if (words === "yesterday") return days(today, -1, 1, zone);
  const [which, unit] = words.split(/[\s-]/u);
  const back = which === "last" ? 1 : which === "this" ? 0 : null;
  if (back === null) return null;
  if (unit === "week") return days(today, -((weekday(today) + 6) % 7) - 7 * back, 7, zone);
  if (unit === "month") return months(today.year, today.month - back, 1, zone);
  return unit === "year" ? months(today.year - back, 1, 12, zone) : null;
}

function exactSpan([, years, months_, days_]: RegExpExecArray, zone: string): Span | null {
  const year = Number(years);
  const month = months_ === undefined ? 1 : Number(months_);
  const day = days_ === undefined ? 1 : Number(days_);
  const real = new Date(Date.UTC(year, month - 1, day));
  if (year < 1000 || real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) return null;
  if (days_ !== undefined) return days({ year, month, day }, 0, 1, zone);
  return months(year, month, months_ === undefined ? 12 : 1, zone);
}

const weekday = ({ year, month, day }: Day): number => new Date(Date.UTC(year, month - 1, day)).getUTCDay();

function days({ year, month, day }: Day, offset: number, length: number, zone: string): Span {
  const at = (count: number) => midnight(Date.UTC(year, month - 1, day + offset + count), zone);
  return { from: at(0), to: at(length) };
}

function months(year: number, month: number, length: number, zone: string): Span {
  const at = (count: number) => midnight(Date.UTC(year, month - 1 + count, 1), zone);
  return { from: at(0), to: at(length) };
}

/** The moment at which the day begins in the zone that has the date of this moment in UTC. */
function midnight(utc: number, zone: string): number {
  // The clock may have been changed between the first guess and the day's beginning.
  const guess = utc - offsetAt(utc, zone);
  const at = utc - offsetAt(guess, zone);
  // In some zones clocks are put forward at midnight. The moment before is of the day before then.
  return Math.max(at, utc - offsetAt(at, zone));
}

const formats = new Map<string, Intl.DateTimeFormat>();

function partsAt(moment: number, zone: string): Record<string, number> {
  let format = formats.get(zone);
  if (!format) {
    const numeric = "numeric" as const;
    const time = { hour: numeric, minute: numeric, second: numeric, hourCycle: "h23" as const };
    const date = { year: numeric, month: numeric, day: numeric };
    format = new Intl.DateTimeFormat("en", { ...date, ...time, calendar: "gregory", timeZone: zone });
    formats.set(zone, format);
  }
  return Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
}

/** How far the zone's clocks are ahead of UTC, in milliseconds. */
function offsetAt(moment: number, zone: string): number {
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = partsAt(moment, zone);
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  return local - Math.floor(moment / 1000) * 1000;
}

function dayOf(moment: number, zone: string): Day {
  const [year = 0, month = 1, day = 1] = dayKey(moment, zone).split("-").map(Number);
  return { year, month, day };
}
