/** When to be reminded, as one may choose it. */
export const REMIND_TIMES = {
  minutes: "In 20 minutes",
  hour: "In 1 hour",
  hours: "In 3 hours",
  tomorrow: "Tomorrow at 9:00",
  monday: "Next Monday at 9:00",
} as const;
export type RemindTime = keyof typeof REMIND_TIMES;

const MINUTES: Partial<Record<RemindTime, number>> = { minutes: 20, hour: 60, hours: 180 };
const MORNING = 9;

/**
 * The time in ISO 8601. Days are those of this device's zone, and a morning is at nine by its clock, also after a night in which
 * the clock was changed.
 */
export function timeOf(choice: RemindTime, now = new Date()): string {
  const minutes = MINUTES[choice];
  if (minutes) return new Date(now.getTime() + minutes * 60_000).toISOString();
  const days = choice === "tomorrow" ? 1 : 8 - (now.getDay() || 7);
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING).toISOString();
}
