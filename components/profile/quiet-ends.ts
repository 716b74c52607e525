/** For how long nothing is to interrupt, as one may choose it. */
export const QUIET_ENDS = {
  halfHour: "For 30 minutes",
  hour: "For 1 hour",
  tomorrow: "Until tomorrow, 9:00",
} as const;
export type QuietEnd = keyof typeof QUIET_ENDS;

const MINUTES: Partial<Record<QuietEnd, number>> = { halfHour: 30, hour: 60 };
const MORNING = 9;

/** The end as a time in ISO 8601; tomorrow's morning in this device's zone. */
export function endOfQuiet(end: QuietEnd, now = new Date()): string {
  const minutes = MINUTES[end];
  if (minutes) return new Date(now.getTime() + minutes * 60_000).toISOString();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING).toISOString();
}
