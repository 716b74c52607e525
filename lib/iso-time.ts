const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;
const MINUTE_MS = 60 * 1000;
/** The first moment of the year 10000, from which on the text is longer. */
const YEAR_10000_MS = 253_402_300_800_000;

const TWO_DIGITS = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, "0"));

/** The day of the last call, because times beside each other are mostly of one day. */
let lastDay = Number.NaN;
let lastDayText = "";

/**
 * Returns the same as `date.toISOString()`, which takes microseconds: of a page of messages that was a tenth. Throws for an
 * invalid date, as that does.
 */
export function isoTime(date: Date): string {
  const ms = date.getTime();
  if (!(ms >= 0 && ms < YEAR_10000_MS)) return date.toISOString();
  const day = Math.floor(ms / DAY_MS);
  if (day !== lastDay) {
    lastDayText = date.toISOString().slice(0, 11);
    lastDay = day;
  }
  const rest = ms - day * DAY_MS;
  const hour = TWO_DIGITS[Math.floor(rest / HOUR_MS)];
  const minute = TWO_DIGITS[Math.floor((rest % HOUR_MS) / MINUTE_MS)];
  const second = TWO_DIGITS[Math.floor((rest % MINUTE_MS) / 1000)];
  const milli = rest % 1000;
  return `${lastDayText}${hour}:${minute}:${second}.${Math.floor(milli / 100)}${TWO_DIGITS[milli % 100]}Z`;
}
