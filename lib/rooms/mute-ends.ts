import { MUTED_FOR_EVER } from "./member-settings.ts";

const HOUR_MS = 3_600_000;
/** Before this hour of the day, "tomorrow morning" is the morning that comes. */
const NIGHT_ENDS = 4;
const MORNING = 8;

export type MuteEnd = "hour" | "morning" | "week" | "never";

/** The `mutedUntil` for a choice, in the time zone of this machine. */
export function muteEnd(choice: MuteEnd, now: Date): string {
  if (choice === "never") return MUTED_FOR_EVER;
  if (choice === "hour") return new Date(now.getTime() + HOUR_MS).toISOString();
  const end = new Date(now);
  if (choice === "week") end.setDate(end.getDate() + 7);
  else {
    if (now.getHours() >= NIGHT_ENDS) end.setDate(end.getDate() + 1);
    end.setHours(MORNING, 0, 0, 0);
  }
  return end.toISOString();
}
