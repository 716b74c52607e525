/** When a status ends by itself, as one may choose it. */
export const STATUS_ENDS = {
  never: "Not by itself",
  halfHour: "In 30 minutes",
  hour: "In an hour",
  fourHours: "In 4 hours",
  today: "At the end of today",
  week: "At the end of this week",
  custom: "At another time…",
} as const;
export type StatusEnd = keyof typeof STATUS_ENDS;

const MINUTE_MS = 60_000;
const MINUTES: Partial<Record<StatusEnd, number>> = { halfHour: 30, hour: 60, fourHours: 240 };

/**
 * The end as a time in ISO 8601, in this device's zone: today's at midnight, the week's after its Sunday. Null for a status
 * that stays. `custom` is the value of a field for a local date and time; the server refuses one that is none.
 */
export function endOfStatus(end: StatusEnd, custom: string, now = new Date()): string | null {
  const minutes = MINUTES[end];
  if (minutes) return new Date(now.getTime() + minutes * MINUTE_MS).toISOString();
  if (end === "custom") return Number.isNaN(Date.parse(custom)) ? custom : new Date(custom).toISOString();
  if (end === "never") return null;
  const days = end === "today" ? 1 : 8 - (now.getDay() || 7);
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days).toISOString();
}

/** A moment as the value of a field for a local date and time. */
export function localValue(iso: string): string {
  const date = new Date(iso);
  return new Date(date.getTime() - date.getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16);
}
