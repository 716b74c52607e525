// The locale and the time zone used when a browser or a request sends none that Intl knows.

const FALLBACK_LOCALE = "en";
const FALLBACK_ZONE = "UTC";

/**
 * Returns the first of these language tags that Intl knows, else English. A browser may send an invalid one, such as
 * `C` or `en_US.UTF-8` from the system's settings, for which Intl throws.
 */
export function firstValidLocale(tags: Iterable<string | null | undefined>): string {
  for (const tag of tags) {
    const known = knownLocale(tag);
    if (known) return known;
  }
  return FALLBACK_LOCALE;
}

function knownLocale(tag: string | null | undefined): string | undefined {
  if (!tag) return undefined;
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag.replace(/[.@].*$/, "").replaceAll("_", "-"))[0];
  } catch {
    return undefined;
  }
}

/** Whether Intl knows the zone. */
export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }) !== null;
  } catch {
    return false;
  }
}

/** Returns the zone if Intl knows it, else UTC. Some browsers send none, or `Etc/Unknown`, for which Intl throws. */
export function validTimeZone(zone: string | null | undefined): string {
  if (!zone) return FALLBACK_ZONE;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return FALLBACK_ZONE;
  }
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/**
 * Returns the calendar day of a moment in a zone, such as 2026-01-31, for comparing and never for display. It is built
 * from the date's parts, because a browser's format of a whole date changes with its version.
 */
export function dayKey(value: Date | number, zone: string): string {
  let format = dayFormats.get(zone);
  if (!format) {
    const day = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
    format = new Intl.DateTimeFormat("en", { ...day, calendar: "gregory", numberingSystem: "latn", timeZone: zone });
    dayFormats.set(zone, format);
  }
  const parts = format.formatToParts(value);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
}
