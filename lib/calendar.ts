// Languages, zones and days, as far as any part needs them: what a browser or a request tells is checked here first.

const FALLBACK_LOCALE = "en";
const FALLBACK_ZONE = "UTC";

/**
 * The first of these language tags that Intl knows, else English. A browser may tell what is none, such as `C` or
 * `en_US.UTF-8` where the system's language is set so, and Intl throws for that.
 */
export function firstLocale(tags: Iterable<string | null | undefined>): string {
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

/** The zone, if Intl knows it, else UTC. Some browsers tell of none, or of `Etc/Unknown`, and Intl throws for that. */
export function knownZone(zone: string | null | undefined): string {
  if (!zone) return FALLBACK_ZONE;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return FALLBACK_ZONE;
  }
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/**
 * The calendar day of a moment in a zone, as 2026-01-31, to compare with and never to show. It is read by its parts: how
 * a browser writes a date, even in a language of ISO dates, changes with its version.
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
